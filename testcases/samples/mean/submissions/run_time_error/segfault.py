# Run-time error by signal: sends itself SIGSEGV.
import os
import signal

os.kill(os.getpid(), signal.SIGSEGV)
