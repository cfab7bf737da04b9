# Exact: every comparison becomes the sign of a sum of numbers m * 10^e. From the highest exponent
# down, once the sum so far is not 0 and the next exponent is far below, its sign is known.
FAR = 60


def sign(*terms):
    value = 0
    above = 0
    for m, e in sorted(terms, key=lambda term: -term[1]):
        if value != 0:
            if above - e > FAR:
                break
            value *= 10 ** (above - e)
        above = e
        value += m
    return (value > 0) - (value < 0)


def times(a, b):
    return (a[0] * b[0], a[1] + b[1])


def scaled(s, terms):
    return [(s * m, e) for m, e in terms]


def tolerance(terms):
    return [(m, e - 9) for m, e in scaled(sign(*terms), terms)]


def below(difference, *limits):
    size = scaled(sign(*difference), difference)
    return all(sign(*size, *scaled(-1, tolerance(limit))) < 0 for limit in limits)


def sum_is(z, terms):
    if sign(*terms) == 0:
        return z[0] == 0
    return below([z, *scaled(-1, terms)], [(1, 0)], terms)


def read():
    m, e = input().split("e")
    return (int(m.replace(".", "")), int(e) - 9)


x, y, total, difference, product, quotient = [read() for _ in range(6)]
minus_y = (-y[0], y[1])
minus_x = (-x[0], x[1])
for correct in (
    sum_is(total, [x, y]),
    sum_is(difference, [x, minus_y]),
    below([product, times(minus_x, y)], [(1, 0)], [times(x, y)]),
    below([times(quotient, y), minus_x], [y], [x]),
):
    print("Correct" if correct else "Incorrect")
