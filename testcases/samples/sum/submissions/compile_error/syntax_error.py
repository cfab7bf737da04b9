# Compile error: the last parenthesis is missing; found without running the program.
input()
print(sum(map(int, input().split()))
