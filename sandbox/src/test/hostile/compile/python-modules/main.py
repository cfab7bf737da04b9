# expect: success
# The checker does not take any module of the submission for one of its own.
import os, sys
sys.exit(os.path.exists("/box/executed"))
