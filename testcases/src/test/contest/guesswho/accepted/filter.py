# Strikes out everybody who does not fit an answer.
n, m, q = map(int, input().split())
characters = [(number + 1, input()) for number in range(n)]
for _ in range(q):
    attribute, answer = input().split()
    characters = [c for c in characters if c[1][int(attribute) - 1] == answer]
if len(characters) == 1:
    print("unique")
    print(characters[0][0])
else:
    print("ambiguous")
    print(len(characters))
