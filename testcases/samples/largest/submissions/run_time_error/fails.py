# Run-time error.
raise ValueError("on purpose")
