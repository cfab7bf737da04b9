# Takes the straight line between the two farthest locations for the longest travel.
from math import dist

points = [tuple(map(int, input().split())) for _ in range(int(input()))]
print(max(dist(p, q) for p in points for q in points))
