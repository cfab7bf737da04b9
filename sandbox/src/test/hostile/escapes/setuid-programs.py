# expect: success
# Starts each setuid or setgid program there is, and looks at whom it runs as.
import os, stat, sys, time
me, tried, gained = str(os.getuid()), 0, []
for folder in ("/usr/bin", "/usr/sbin", "/usr/lib/openssh", "/usr/lib/dbus-1.0"):
    for name in os.listdir(folder) if os.path.isdir(folder) else []:
        path = os.path.join(folder, name)
        try:
            status = os.lstat(path)
        except OSError:
            continue
        if not stat.S_ISREG(status.st_mode) or not status.st_mode & (stat.S_ISUID | stat.S_ISGID):
            continue
        tried += 1
        hold, go = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.dup2(hold, 0)
            null = os.open("/dev/null", os.O_WRONLY)
            os.dup2(null, 1)
            os.dup2(null, 2)
            os.execv(path, [path])
        for _ in range(8):
            try:
                lines = open(f"/proc/{pid}/status").read().splitlines()
            except OSError:
                break
            ids = [line.split()[1:] for line in lines if line.startswith(("Uid:", "Gid:"))]
            caps = [line.split()[1] for line in lines if line.startswith("Cap")]
            if any(each != me for row in ids for each in row) or any(int(cap, 16) for cap in caps):
                gained.append(path)
            time.sleep(0.0005)
        os.kill(pid, 9)
        os.waitpid(pid, 0)
print(tried, gained)
sys.exit(bool(gained) or tried < 3)
