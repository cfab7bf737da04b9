// expect: runtime_error (signal SIGSYS)
// A signal that looks like the filter's, with the number of a call on the kill list, is just a signal.
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>
int main(void) {
  siginfo_t forged = {.si_signo = SIGSYS, .si_code = -1};
  forged.si_syscall = SYS_ptrace;
  syscall(SYS_rt_sigqueueinfo, getpid(), SIGSYS, &forged);
  return 0;
}
