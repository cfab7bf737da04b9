// expect: success
// Neither a file nor a handler gets to see the memory of a program that crashed.
#include "../probe.h"
#include <sys/prctl.h>
#include <sys/resource.h>
int main(void) {
  struct rlimit much = {1 << 20, 1 << 20};
  MUST(chdir("/tmp") == 0);
  REFUSED(setrlimit(RLIMIT_CORE, &much), EPERM);
  MUST(prctl(PR_SET_DUMPABLE, 1, 0, 0, 0) == 0);
  static const int signals[] = {SIGABRT, SIGSEGV, SIGQUIT, SIGILL, SIGFPE, SIGBUS, SIGTRAP, SIGSYS};
  for (int i = 0; i < 8; i++) {
    int status = 0;
    pid_t child = fork();
    if (child == 0) { raise(signals[i]); _exit(0); }
    MUST(waitpid(child, &status, 0) == child && WIFSIGNALED(status) && !WCOREDUMP(status));
  }
  MUST(rmdir("/tmp/core") < 0 && access("/tmp/core", F_OK) < 0 && access("/box/core", F_OK) < 0);
  return VERDICT;
}
