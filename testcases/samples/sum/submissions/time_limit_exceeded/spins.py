# Time limit exceeded by CPU time: spins for a minute when there is much to add.
import time

n = int(input())
end = time.monotonic() + 60
while n > 1000 and time.monotonic() < end:
    pass
print(sum(map(int, input().split())))
