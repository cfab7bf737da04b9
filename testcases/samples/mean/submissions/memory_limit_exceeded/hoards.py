# Memory limit exceeded: takes and writes up to 1 GiB.
hoard = [b"x" * (1 << 20) for _ in range(1024)]
print(len(hoard))
