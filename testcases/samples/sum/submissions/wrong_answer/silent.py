# Wrong answer: prints nothing at all.
input()
