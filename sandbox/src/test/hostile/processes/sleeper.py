# expect: timeout (wall) under wall 500ms
import signal, time
for number in range(1, 65):
    try:
        signal.signal(number, lambda *_: None)
    except (OSError, ValueError):
        pass
while True:
    time.sleep(1000)
