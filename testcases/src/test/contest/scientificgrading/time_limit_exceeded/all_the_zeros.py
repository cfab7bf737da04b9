# Writes out all the zeros: exact fractions with up to a thousand million digits.
from fractions import Fraction


def read():
    m, e = input().split("e")
    m, e = int(m.replace(".", "")), int(e) - 9
    return Fraction(m) * 10**e if e >= 0 else Fraction(m, 10**-e)


def grade(z, exact):
    tolerance = Fraction(1, 10**9) * min(1, abs(exact))
    good = z == exact if exact == 0 else abs(z - exact) < tolerance
    print("Correct" if good else "Incorrect")


x, y = read(), read()
grade(read(), x + y)
grade(read(), x - y)
grade(read(), x * y)
grade(read(), x / y)
