// expect: success
#include "../probe.h"
int main(void) {
  static const char *const names[] = {"mnt", "net", "pid", "user", "uts", "ipc", "cgroup", "time"};
  char path[64];
  for (int i = 0; i < 8; i++) {
    snprintf(path, sizeof path, "/proc/1/ns/%s", names[i]);
    MUST(open(path, O_RDONLY) < 0);
  }
  int own = open("/proc/self/ns/pid", O_RDONLY);
  MUST(own >= 0);
  REFUSED(syscall(SYS_ioctl, own, 0xb702), EPERM); /* the namespace around ours */
  int user = open("/proc/self/ns/user", O_RDONLY);
  REFUSED(syscall(SYS_ioctl, user, 0xb702), EPERM);
  return VERDICT;
}
