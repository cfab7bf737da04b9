# expect: memory_exceeded
kept = []
while True:
    kept.append(bytearray(1 << 20))
