"""Accepts programs in one language and of at most so many bytes."""
import os
import sys

language, entry, feedback, wanted, most = sys.argv[1:]
size = os.path.getsize(entry)
with open(feedback + "judgemessage.txt", "w") as file:
    file.write(f"{entry} has {size} bytes")
sys.exit(42 if language == wanted and size <= int(most) else 43)
