# Run-time error.
die "on purpose";
