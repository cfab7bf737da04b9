# expect: runtime_error (exit code 1)
raise SystemError("x" * 100000)
