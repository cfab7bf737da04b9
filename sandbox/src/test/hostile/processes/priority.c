// expect: success
#include "../probe.h"
#include <sched.h>
#include <sys/resource.h>
struct deadline { unsigned size, policy; unsigned long flags; int nice; unsigned priority; unsigned long runtime, deadline, period; };
int main(void) {
  struct sched_param real = {.sched_priority = 1};
  struct deadline wish = {48, 6, 0, 0, 0, 10000000, 20000000, 20000000};
  REFUSED(sched_setscheduler(0, SCHED_FIFO, &real), EPERM);
  REFUSED(sched_setscheduler(0, SCHED_RR, &real), EPERM);
  REFUSED(syscall(SYS_sched_setattr, 0, &wish, 0), EPERM);
  REFUSED(setpriority(PRIO_PROCESS, 0, -1), EACCES);
  REFUSED(nice(-5), EPERM);
  REFUSED(setpriority(PRIO_PROCESS, 1, 19), EPERM);
  REFUSED(syscall(SYS_ioprio_set, 1, 0, 1 << 13), EPERM);
  return VERDICT;
}
