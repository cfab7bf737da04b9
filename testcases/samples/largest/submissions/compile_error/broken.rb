# Compilation error.
def broken(
  puts 1
