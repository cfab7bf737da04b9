# Run-time error.
raise "on purpose"
