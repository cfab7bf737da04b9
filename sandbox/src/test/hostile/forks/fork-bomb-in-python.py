# expect: timeout (cpu) under memory 512MiB, cpu 300ms
import os
while True:
    try:
        os.fork()
    except OSError:
        pass
