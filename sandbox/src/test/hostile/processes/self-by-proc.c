// expect: success
// What /proc lets a process do to itself gives it nothing that it had not.
#include "../probe.h"
int main(void) {
  static const char *const closed[] = {"/proc/self/uid_map", "/proc/self/gid_map", "/proc/self/setgroups",
      "/proc/self/projid_map", "/proc/self/loginuid", "/proc/self/attr/current", "/proc/self/attr/exec",
      "/proc/self/mountinfo", "/proc/self/limits", "/proc/self/cgroup", "/proc/self/cpuset"};
  for (unsigned i = 0; i < sizeof closed / sizeof *closed; i++) {
    int file = open(closed[i], O_WRONLY);
    if (file < 0) continue;
    if (write(file, "0 0 1", 5) >= 0) found(closed[i], "was written");
    close(file);
  }
  MUST(open("/proc/self/map_files", O_RDONLY) < 0 || getuid() != 0);
  char stack[64];
  MUST(read(open("/proc/self/stack", O_RDONLY), stack, sizeof stack) < 0);
  MUST(open("/proc/self/root/home", O_RDONLY) < 0);
  MUST(open("/proc/self/task/1/mem", O_RDONLY) < 0);
  return VERDICT;
}
