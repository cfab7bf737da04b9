# expect: compilation_error (the compiler failed: exit code 1)
# -*- coding: ../../etc/shadow -*-
print("never")
