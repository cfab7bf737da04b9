# expect: success
# What reaches a program from the one that started it is what was asked for, and no more.
import os, sys
wanted = {"PATH": "/usr/bin:/bin", "HOME": "/tmp", "TMPDIR": "/tmp", "LANG": "C.UTF-8"}
extra = {name: value for name, value in os.environ.items() if wanted.get(name) != value and name != "LC_CTYPE"}
descriptors = [name for name in os.listdir("/proc/self/fd") if int(name) > 3]
with open("/proc/self/environ", "rb") as file:
    raw = file.read()
odd = [word for word in (b"JAVA", b"MAVEN", b"gavel", b"KAFKA", b"/work", b"root") if word in raw]
times = os.times()
print(extra, descriptors, odd)
sys.exit(bool(extra or descriptors or odd) or os.getcwd() != "/box" or os.umask(0) != 0o022)
