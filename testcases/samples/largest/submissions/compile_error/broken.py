# Compilation error.
def broken(:
    pass
