# expect: timeout (wall) under wall 500ms
import threading
lock = threading.Lock()
lock.acquire()
lock.acquire()
