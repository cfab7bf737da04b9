# Wrong answer: two decimals are not enough.
n = int(input())
print(round(sum(float(input()) for _ in range(n)) / n, 2))
