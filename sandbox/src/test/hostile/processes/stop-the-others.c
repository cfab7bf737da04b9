// expect: success
#include "../probe.h"
int main(void) {
  pid_t child = fork();
  if (child == 0) for (;;) pause();
  MUST(kill(-1, SIGSTOP) == 0);
  int status = 0;
  MUST(waitpid(child, &status, WUNTRACED) == child && WIFSTOPPED(status));
  REFUSED(kill(1, SIGSTOP), EPERM);
  REFUSED(kill(getppid(), SIGTERM), EPERM);
  return VERDICT;
}
