// expect: success
// What a user may have is used up; the next run has as much.
#include "../probe.h"
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/resource.h>
int main(void) {
  int signals = 0;
  REFUSED(inotify_init(), ENOSYS);
  REFUSED(inotify_init1(IN_NONBLOCK), ENOSYS);
  sigset_t mask;
  sigemptyset(&mask);
  sigaddset(&mask, SIGRTMIN);
  sigprocmask(SIG_BLOCK, &mask, 0);
  struct rlimit pending;
  MUST(getrlimit(RLIMIT_SIGPENDING, &pending) == 0);
  for (; signals < 5000 && sigqueue(getpid(), SIGRTMIN, (union sigval){0}) == 0; signals++) ;
  MUST(signals == 5000 || (rlim_t)signals + 1 >= pending.rlim_cur);
  return VERDICT;
}
