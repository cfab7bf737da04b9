# Expects one callout more than there is: EOFError.
callouts = [input() for _ in range(int(input()) + 1)]
print("\n".join(callouts))
