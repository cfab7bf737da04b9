# expect: success
# Programs cut off at every length, and with their numbers made absurd: the kernel refuses or kills each.
import os, random, sys
with open("/bin/true", "rb") as file:
    program = file.read()
random.seed(7)
refused = 0
for attempt in range(60):
    broken = bytearray(program)
    if attempt < 30:
        broken = broken[: random.randrange(4, 400)]
    for _ in range(3):
        at = random.randrange(16, min(len(broken), 400)) if len(broken) > 20 else 2
        broken[at] = random.randrange(256)
    with open("/tmp/broken", "wb") as file:
        file.write(broken)
    os.chmod("/tmp/broken", 0o755)
    pid = os.fork()
    if pid == 0:
        null = os.open("/dev/null", os.O_WRONLY)
        os.dup2(null, 2)
        try:
            os.execv("/tmp/broken", ["broken"])
        except OSError:
            os._exit(99)
    refused += os.waitpid(pid, 0)[1] != 0
    os.unlink("/tmp/broken")
sys.exit(refused < 30)
