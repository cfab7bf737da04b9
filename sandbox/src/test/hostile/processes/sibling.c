// expect: success
// A child of init's, made by us: its end is not taken for the program's.
#include "../probe.h"
#include <sched.h>
int main(void) {
  pid_t sibling = (pid_t)syscall(SYS_clone, CLONE_PARENT | SIGKILL, 0, 0, 0, 0);
  if (sibling == 0) _exit(getppid() == 1 ? 77 : 78);
  MUST(sibling > 0);
  REFUSED(waitpid(sibling, 0, 0), ECHILD);
  usleep(50000);
  for (int i = 0; i < 20; i++) if (syscall(SYS_clone, CLONE_PARENT | SIGTERM, 0, 0, 0, 0) == 0) raise(SIGSEGV);
  usleep(50000);
  return VERDICT;
}
