# Run-time error by exit code: an exception nobody catches.
print([][1])
