# Time limit exceeded by wall clock: sleeps for a minute when there is much to do.
import time

n = int(input())
if n > 1000:
    time.sleep(60)
print(sum(float(input()) for _ in range(n)) / n)
