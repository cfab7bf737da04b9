# Wrong answer: a space behind every line.
lines = [input() for _ in range(int(input()))]
width = max(map(len, lines))
edge = "+" + "-" * (width + 2) + "+ "
print(edge)
for line in lines:
    print(f"| {line:<{width}} | ")
print(edge)
