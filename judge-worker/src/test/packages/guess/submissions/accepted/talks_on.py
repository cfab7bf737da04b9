# The interactor has accepted and ended; what is said after it counts for nothing.
import sys
lo, hi = 1, 1000
while True:
    m = (lo + hi) // 2
    print(m, flush=True)
    r = input()
    if r == "correct":
        break
    if r == "higher":
        lo = m + 1
    else:
        hi = m - 1
for _ in range(100000):
    print("thanks")
sys.stdout.flush()
