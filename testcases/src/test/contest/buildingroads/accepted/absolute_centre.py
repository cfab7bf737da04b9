# The tree grows from a point on some road u-v (the absolute centre): each location hangs on u or
# on v. Going through the locations from the farthest from u on, those passed hang on v.
import sys
from math import hypot


def main():
    numbers = list(map(int, sys.stdin.read().split()))[1:]
    points = list(zip(numbers[::2], numbers[1::2]))
    distance = [[hypot(a - c, b - d) for c, d in points] for a, b in points]
    best = float("inf")
    for u, from_u in enumerate(distance):
        order = sorted(range(len(points)), key=from_u.__getitem__, reverse=True)
        for v, from_v in enumerate(distance):
            road = from_u[v]
            if u == v or road >= best:
                continue
            reach_v = from_v[order[0]]
            for w in order:
                if from_v[w] > reach_v:
                    length = from_u[w] + road + reach_v
                    if length < best:
                        best = length
                    reach_v = from_v[w]
                    if road + reach_v >= best:
                        break
    print(best)


main()
