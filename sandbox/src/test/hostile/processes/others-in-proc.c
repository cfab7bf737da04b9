// expect: success
// Ourselves and nobody else: not init, and nothing of it by guessing.
#include "../probe.h"
#include <dirent.h>
int main(void) {
  static const char *const names[] = {"", "/environ", "/mem", "/maps", "/cmdline", "/fd", "/fd/0", "/fdinfo", "/root",
                                      "/cwd", "/exe", "/ns/mnt", "/ns/net", "/task", "/stack", "/syscall", "/status",
                                      "/map_files", "/auxv", "/cgroup", "/mountinfo", "/stat", "/io"};
  DIR *proc = opendir("/proc");
  int own = 0;
  for (struct dirent *entry; (entry = readdir(proc));) {
    int pid = atoi(entry->d_name);
    if (pid == getpid()) own++;
    else if (pid > 0) found("sees process", entry->d_name);
  }
  MUST(own == 1);
  char path[64];
  for (int pid = 0; pid < 400; pid++) {
    if (pid == getpid()) continue;
    for (unsigned i = 0; i < sizeof names / sizeof *names; i++) {
      snprintf(path, sizeof path, "/proc/%d%s", pid, names[i]);
      if (access(path, F_OK) == 0) found("sees", path);
    }
  }
  return VERDICT;
}
