// expect: success
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>
int main(void) {
  static const char *const places[] = {"/a", "/box/a", "/usr/a", "/etc/a", "/dev/a", "/proc/a", "/etc/passwd",
      "/proc/sys/kernel/hostname", "/proc/self/oom_score_adj/../../sys/vm/overcommit_memory", "/usr/bin/env"};
  for (unsigned i = 0; i < sizeof places / sizeof *places; i++)
    if (open(places[i], O_CREAT | O_WRONLY, 0666) >= 0) { puts(places[i]); return 1; }
  if (chmod("/box", 0777) == 0 || unlink("/usr/bin/env") == 0) return 2;
  if (mknod("/tmp/disk", S_IFBLK | 0666, 0xfe00) == 0) return 3;
  return open("/tmp/a", O_CREAT | O_WRONLY, 0666) < 0 || open("/dev/shm/a", O_CREAT | O_WRONLY, 0666) < 0 ? 4 : 0;
}
