# expect: timeout (cpu) printing "seen\n" under cpu 400ms
print("seen", flush=True)
print("never")
while True:
    pass
