# Run-time error by exit code: an input file that is not there, an uncaught FileNotFoundError.
print(open("mean.in").read())
