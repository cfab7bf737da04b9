# expect: success
# Every file below /proc/sys, and what else of /proc a kernel could be changed by or seen through.
import os, sys
written, tried = [], 0
def attempt(path, flags):
    global tried
    tried += 1
    try:
        file = os.open(path, flags)
        if flags == os.O_RDONLY or os.write(file, b"1") > 0:
            written.append(path)
        os.close(file)
    except OSError:
        pass
for folder, _, files in os.walk("/proc/sys"):
    for name in files:
        attempt(os.path.join(folder, name), os.O_WRONLY)
for name in ("sysrq-trigger", "mtrr", "irq/0/smp_affinity", "scsi/scsi", "bus/pci/00/00.0", "acpi/wakeup", "timer_list"):
    attempt("/proc/" + name, os.O_WRONLY)
for name in ("kcore", "kmem", "kmsg", "kpagecount", "kpageflags", "kpagecgroup", "vmallocinfo", "slabinfo"):
    attempt("/proc/" + name, os.O_RDONLY)
if os.path.exists("/proc/kallsyms"):
    with open("/proc/kallsyms") as symbols:
        written += [line for line in (symbols.readline() for _ in range(50)) if line and int(line.split()[0], 16) != 0]
print(written[:10])
sys.exit(bool(written) or tried < 15)
