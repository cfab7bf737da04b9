# Compilation error.
if true; then
  echo 1
