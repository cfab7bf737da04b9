-- Run-time error.
error("on purpose")
