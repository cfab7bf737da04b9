# expect: timeout (cpu) or memory_exceeded under cpu 300ms
number = 3
while True:
    number **= 3
