# Counts the characters from 0.
n, m, q = map(int, input().split())
characters = [(number, input()) for number in range(n)]
for _ in range(q):
    attribute, answer = input().split()
    characters = [c for c in characters if c[1][int(attribute) - 1] == answer]
if len(characters) == 1:
    print("unique", characters[0][0], sep="\n")
else:
    print("ambiguous", len(characters), sep="\n")
