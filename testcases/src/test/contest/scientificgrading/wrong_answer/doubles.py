# Uses binary floating point: exponents overflow or vanish and the boundary blurs.
x, y, total, difference, product, quotient = [float(input()) for _ in range(6)]


def grade(z, exact):
    if exact == 0:
        good = z == 0
    else:
        good = abs(z - exact) < 1e-9 and abs((z - exact) / exact) < 1e-9
    print("Correct" if good else "Incorrect")


grade(total, x + y)
grade(difference, x - y)
grade(product, x * y)
grade(quotient, x / y if y else float("inf"))
