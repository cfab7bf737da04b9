# Goes through the day minute by minute and asks every car each time where it stands.
columns, cars = map(int, input().split())
arrives, fill, side = [], [], []
for _ in range(cars):
    t, f, s = input().split()
    arrives.append(int(t))
    fill.append(int(f))
    side.append(s)
leaves = [None] * cars
lane_of = [None] * cars
pump_of = [None] * cars


def at_pump(which_side, lane, pump, now):
    for car in range(cars):
        if (side[car], lane_of[car], pump_of[car]) == (which_side, lane, pump):
            if leaves[car] > now:
                return True
    return False


def drive_in(car, lane, now):
    pump_of[car] = "A" if at_pump(side[car], lane, "B", now) else "B"
    lane_of[car] = lane
    leaves[car] = now + fill[car]


def waiting(which_side, lane):
    found = []
    for car in range(cars):
        if (side[car], lane_of[car], pump_of[car]) == (which_side, lane, None):
            found.append(car)
    return found


now = 0
while None in leaves:
    now += 1
    for s in "LR":
        for lane in range(columns):
            for car in waiting(s, lane):
                if at_pump(s, lane, "A", now):
                    break
                drive_in(car, lane, now)
    for car in range(cars):
        if arrives[car] == now:
            for lane in range(columns):
                if lane_of[car] is None and not at_pump(side[car], lane, "A", now):
                    drive_in(car, lane, now)
            if lane_of[car] is None:
                queues = [len(waiting(side[car], lane)) for lane in range(columns)]
                lane_of[car] = queues.index(min(queues))
print("\n".join(map(str, leaves)))
