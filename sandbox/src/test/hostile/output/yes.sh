# expect: output_exceeded (stdout) under stdout 1MiB, output kill
yes
