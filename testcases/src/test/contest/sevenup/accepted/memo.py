# Which cards are still hidden depends only on the set of positions face up, and no card of a value
# still face down has been drawn yet. So (positions face up, cards left) is the whole state.
from functools import cache

FACES = "A234567"
ALL = frozenset(FACES)
hand = dict(zip(FACES, input().strip()))
left = {face: 4 - list(hand.values()).count(face) for face in FACES}


@cache
def fill(up, card):
    while card in ALL and card not in up:
        up |= {card}
        card = hand[card]
    return up


@cache
def turns(up, cards):
    if up == ALL or cards == 0:
        return 0.0
    useless = cards - sum(left[card] for card in ALL - up)
    expected = sum(left[card] * turns(fill(up, card), cards - 1) for card in ALL - up if left[card])
    if useless > 0:
        expected += useless * turns(up, cards - 1)
    return 1 + expected / cards


print(turns(frozenset(), 45))
