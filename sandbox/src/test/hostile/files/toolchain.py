# expect: success
# Tries to write to each file and directory that programs are compiled and run with.
import os, sys
worked, tried = [], 0
for top in ("/usr/bin", "/usr/lib/gcc", "/usr/lib/python3", "/usr/lib/python3.11", "/usr/include", "/lib64", "/etc"):
    for folder, _, files in os.walk(top):
        tried += 1
        if os.access(folder, os.W_OK):
            worked.append(folder)
        for name in files[:20]:
            path = os.path.join(folder, name)
            try:
                os.close(os.open(path, os.O_WRONLY | os.O_APPEND))
                worked.append(path)
            except OSError:
                tried += 1
        if tried > 4000:
            break
print("\n".join(worked[:20]))
sys.exit(bool(worked) or tried < 500)
