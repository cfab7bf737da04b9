# expect: success
# As many processes as there may be, then an error that a program can handle.
import os, sys, time
children = 0
try:
    while True:
        if os.fork() == 0:
            time.sleep(100)
        children += 1
except BlockingIOError:
    pass
sys.exit(children != 63)
