# expect: timeout (cpu) under cpu 300ms
import os
while True:
    try:
        os.fork()
    except OSError:
        pass
