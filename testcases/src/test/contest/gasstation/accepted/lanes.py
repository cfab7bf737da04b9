# Each lane keeps when its two pumps become free and who waits; it is brought up to date whenever a
# car of its side arrives. Pump A being taken closes the lane, whatever pump B does.
from collections import deque


class Lane:
    def __init__(self):
        self.free_a = 0
        self.free_b = 0
        self.queue = deque()

    def start(self, car, now):
        leaves[car] = now + fill[car]
        if self.free_b <= now:
            self.free_b = leaves[car]
        else:
            self.free_a = leaves[car]

    def advance(self, now):
        while self.queue and self.free_a <= now:
            self.start(self.queue.popleft(), self.free_a)


columns, cars = map(int, input().split())
lanes = {side: [Lane() for _ in range(columns)] for side in "LR"}
fill = [0] * cars
leaves = [0] * cars
for car in range(cars):
    now, needed, side = input().split()
    now = int(now)
    fill[car] = int(needed)
    for lane in lanes[side]:
        lane.advance(now)
    chosen = next((lane for lane in lanes[side] if lane.free_a <= now), None)
    if chosen:
        chosen.start(car, now)
    else:
        min(lanes[side], key=lambda lane: len(lane.queue)).queue.append(car)
for lane in lanes["L"] + lanes["R"]:
    lane.advance(float("inf"))
print("\n".join(map(str, leaves)))
