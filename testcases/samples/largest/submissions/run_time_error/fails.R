# Run-time error.
stop("on purpose")
