# expect: success
# What the compiler might compute beforehand would not fit into any memory.
def never():
    a = 9 ** 9 ** 9 ** 9
    b = "x" * 10 ** 15
    c = (1 << 10 ** 12) - 1
    d = ((((("x" * 99) * 99) * 99) * 99) * 99) * 99
    return a, b, c, d
print("ok")
