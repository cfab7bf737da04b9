# Output limit exceeded: 4 MiB, then a clean end.
for _ in range(4):
    print("+" * (1 << 20))
