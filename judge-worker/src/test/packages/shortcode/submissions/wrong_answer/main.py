# This is right, and much too long for what it does.
print(2 * int(input()))
