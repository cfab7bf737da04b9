# Run-time error.
exit 3
