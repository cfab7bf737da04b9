# Run-time error by exit code: the right answer, but it leaves with sys.exit(3).
import sys

input()
print(sum(map(int, input().split())))
sys.exit(3)
