# Counts who becomes and who ceases to be available at each second, then sums up.
from itertools import accumulate

DAY = 86400
change = [0] * (DAY + 1)
for _ in range(int(input())):
    times = list(map(int, input().split()))[1:]
    for left, right in zip(times[::2], times[1::2]):
        change[left] += 1
        change[right + 1] -= 1
available = list(accumulate(change))[:DAY]
print(max(available))
print(available.count(max(available)))
