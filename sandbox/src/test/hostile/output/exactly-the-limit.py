# expect: success under stdout 1024KiB, output kill
import sys
sys.stdout.write("x" * (1 << 20))
