# expect: success
# Compiling a source does not execute it: in the compiler, the directory could have been written to.
import os, sys
try:
    with open("/box/executed", "x") as file:
        file.write("x")
except OSError:
    pass
sys.exit(os.path.exists("/box/executed"))
