// expect: success
// What a loader is told by its arguments or by the environment opens nothing.
#include "../probe.h"
int main(void) {
  static const char *const programs[] = {"/etc/shadow", "/proc/1/exe", "/.work/work", "/root/.profile"};
  for (int i = 0; i < 4; i++) {
    char *argv[] = {"ld", (char *)programs[i], 0}, *envp[] = {"LD_LIBRARY_PATH=/root:/.work", "LD_PRELOAD=/etc/shadow", 0};
    int child = fork(), status = 0;
    if (child == 0) { close(2); execve("/lib64/ld-linux-x86-64.so.2", argv, envp); _exit(1); }
    MUST(waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 127);
  }
  return VERDICT;
}
