# Wrong answer: counts equal numbers once.
input()
print(sum(set(map(int, input().split()))))
