"""Three passes; each one's input is one more than that of the one before, and is what this is given."""
import os
import sys

feedback = sys.argv[3]
state = os.path.join(feedback, "state.txt")
number = int(open(sys.argv[1]).read())
expected, done = map(int, open(state).read().split()) if os.path.exists(state) else (number, 0)
if number != expected:
    sys.exit(f"the input is {number}, not {expected}")
if os.path.exists(os.path.join(feedback, "nextpass.in")):
    sys.exit("nextpass.in is still there")
try:
    written = int(sys.stdin.read())
except ValueError:
    sys.exit(43)
if written != number + 1:
    sys.exit(43)
done += 1
with open(state, "w") as file:
    file.write(f"{number + 1} {done}")
if done < 3:
    with open(os.path.join(feedback, "nextpass.in"), "w") as file:
        file.write(f"{number + 1}\n")
sys.exit(42)
