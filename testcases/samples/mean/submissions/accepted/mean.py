# Accepted.
n = int(input())
print(sum(float(input()) for _ in range(n)) / n)
