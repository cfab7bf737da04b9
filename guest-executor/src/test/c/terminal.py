"""A raw terminal at the given path; what goes in and out of it comes from and goes to standard input and output."""
import os
import pty
import select
import sys
import tty

host, device = pty.openpty()
tty.setraw(device)
os.symlink(os.ttyname(device), sys.argv[1])
print("open")
while True:
    ready, _, _ = select.select([0, host], [], [])
    for source in ready:
        data = os.read(source, 65536)
        if not data:
            sys.exit(0)
        os.write(host if source == 0 else 1, data)
