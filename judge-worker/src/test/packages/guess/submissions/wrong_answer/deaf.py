# Never reads; the interactor ends it with its eleventh line.
import sys
for i in range(2, 1000000):
    print(1, flush=i % 1000 == 0)
