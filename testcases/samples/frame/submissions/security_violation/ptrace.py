# Security violation: asks to be traced, through the C library.
import ctypes

result = ctypes.CDLL(None).ptrace(0, 0, None, None)
print("allowed" if result == 0 else "refused")
