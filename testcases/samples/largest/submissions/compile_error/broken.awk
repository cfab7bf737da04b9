# Compilation error.
{ print $1
