# expect: security_violation (mount)
import ctypes
ctypes.CDLL(None).mount(b"/usr", b"/tmp", None, 4096, None)
