// expect: success
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>
int main(void) {
  static const char *const hidden[] = {"/root", "/home", "/opt", "/run", "/var/lib/dpkg", "/sys", "/etc/shadow",
      "/etc/ssl", "/work", "/dev/kmsg", "/dev/kvm", "/dev/vda", "/dev/tty", "/dev/ptmx", "/proc/1", "/mnt", "/boot"};
  struct stat status;
  for (unsigned i = 0; i < sizeof hidden / sizeof *hidden; i++)
    if (stat(hidden[i], &status) == 0) { puts(hidden[i]); return 1; }
  if (open("/.work", O_RDONLY) >= 0 || chdir("/.work/work") == 0) return 2;
  return 0;
}
