// expect: success or runtime_error (signal SIGSYS)
#include "../probe.h"
int main(void) {
  pid_t child = fork();
  if (child == 0) for (;;) pause();
  errno = 0;
  long result = syscall(0x40000000 | 521, 16, child, 0, 0);
  MUST(result == -1);
  int status = 0;
  usleep(20000);
  MUST(waitpid(child, &status, WNOHANG | WUNTRACED) == 0);
  return VERDICT;
}
