# expect: timeout (cpu) or runtime_error (exit code 2) under memory 512MiB, cpu 300ms
# The shell gives up when it cannot fork, unless it was not its turn to try.
bomb() { bomb | bomb & }
bomb
while :; do bomb 2>/dev/null; done
