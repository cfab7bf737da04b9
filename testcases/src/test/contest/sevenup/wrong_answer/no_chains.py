# Ends the turn after one swap instead of playing on with the card found.
from functools import cache

FACES = "A234567"
hand = input().strip()
left = [4 - hand.count(face) for face in FACES]


@cache
def turns(up, cards):
    if up == 127 or cards == 0:
        return 0.0
    down = [i for i in range(7) if not up >> i & 1]
    useless = cards - sum(left[i] for i in down)
    expected = max(useless, 0) * turns(up, cards - 1)
    for i in down:
        expected += left[i] * turns(up | 1 << i, cards - 1)
    return 1 + expected / cards


print(turns(0, 45))
