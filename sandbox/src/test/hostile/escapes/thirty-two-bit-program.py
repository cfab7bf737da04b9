# expect: success
# A program of the 32-bit architecture, if the kernel takes any: its calls are not those of the filter.
import os, struct, sys
code = bytes.fromhex("b814000000cd80" "bb00000000b801000000cd80")  # getpid(); exit(0)
base = 0x08048000
header = b"\x7fELF\x01\x01\x01" + bytes(9) + struct.pack("<HHIIIIIHHHHHH", 2, 3, 1, base + 84, 52, 0, 0, 52, 32, 1, 0, 0, 0)
segment = struct.pack("<IIIIIIII", 1, 0, base, base, 84 + len(code), 84 + len(code), 5, 4096)
with open("/tmp/thirty-two", "wb") as file:
    file.write(header + segment + code)
os.chmod("/tmp/thirty-two", 0o755)
pid = os.fork()
if pid == 0:
    try:
        os.execv("/tmp/thirty-two", ["thirty-two"])
    except OSError as refused:
        os._exit(9 if refused.errno == 8 else 1)
    os._exit(2)
_, status = os.waitpid(pid, 0)
# Killed by the filter, or no such program can be executed at all.
sys.exit(not (os.WIFSIGNALED(status) and os.WTERMSIG(status) == 31 or status == 9 << 8))
