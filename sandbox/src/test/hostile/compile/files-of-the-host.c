// expect: success
// The preprocessor tells what there is: so there must not be anything.
#if !__has_include("/usr/include/stdio.h") || !__has_include("/box/files-of-the-host.c")
#error this would not find anything
#endif
#if __has_include("/etc/shadow") || __has_include("/root/.bashrc") || __has_include("/root/.profile") || \
    __has_include("/proc/1/environ") || __has_include("/proc/1/cmdline") || __has_include("/etc/machine-id") || __has_include("/etc/ssl/openssl.cnf") || \
    __has_include("/var/lib/dpkg/status") || __has_include("/sys/kernel/uevent_seqnum") || __has_include("/etc/hostname") || __has_include("/dev/kmsg")
#error sees a file of the host's
#endif
int main(void) { return 0; }
