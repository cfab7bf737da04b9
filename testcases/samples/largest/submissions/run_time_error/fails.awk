# Run-time error.
BEGIN { exit 3 }
