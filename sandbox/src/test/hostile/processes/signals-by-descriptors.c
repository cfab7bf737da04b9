// expect: success
// A descriptor's owner gets signals: never init, nor a process of the launcher's at the other end.
#include "../probe.h"
int main(void) {
  struct f_owner_ex owner = {F_OWNER_PID, 1};
  for (int fd = 0; fd < 3; fd++) {
    fcntl(fd, F_SETSIG, SIGKILL);
    fcntl(fd, F_SETOWN_EX, &owner);
    fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_ASYNC);
  }
  for (int i = 0; i < 1000; i++) write(2, "signal\n", 7);
  int pair[2];
  MUST(pipe(pair) == 0);
  fcntl(pair[0], F_SETOWN, 1);
  fcntl(pair[0], F_SETFL, O_ASYNC);
  MUST(write(pair[1], "x", 1) == 1);
  usleep(50000);
  REFUSED(kill(1, 0), EPERM);
  return VERDICT;
}
