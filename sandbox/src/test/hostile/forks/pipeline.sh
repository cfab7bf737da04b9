# expect: timeout (cpu) or runtime_error (exit code 2) under memory 512MiB, cpu 300ms
while :; do yes | yes | yes | yes >/dev/null & done 2>/dev/null
