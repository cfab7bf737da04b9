# expect: timeout (wall) under wall 500ms
mkfifo /tmp/nobody-writes
cat /tmp/nobody-writes
