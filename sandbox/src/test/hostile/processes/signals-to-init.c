// expect: success
// By every call that sends any. SIGCONT may go to all of a session, and does nothing to who was never stopped.
#include "../probe.h"
int main(void) {
  siginfo_t forged = {.si_signo = SIGCHLD, .si_code = SI_QUEUE};
  int init = (int)syscall(SYS_pidfd_open, 1, 0);
  for (int number = 1; number < 65; number++) {
    if (number == SIGCONT) continue;
    REFUSED(kill(1, number), EPERM);
    REFUSED(syscall(SYS_tkill, 1, number), EPERM);
    REFUSED(syscall(SYS_tgkill, 1, 1, number), EPERM);
    if (init >= 0) REFUSED(syscall(SYS_pidfd_send_signal, init, number, 0, 0), EPERM);
    forged.si_signo = number;
    REFUSED(syscall(SYS_rt_sigqueueinfo, 1, number, &forged), EPERM);
    REFUSED(syscall(SYS_rt_tgsigqueueinfo, 1, 1, number, &forged), EPERM);
  }
  REFUSED(setpgid(1, 1), ESRCH);
  return VERDICT;
}
