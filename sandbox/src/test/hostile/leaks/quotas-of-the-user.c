// expect: success
// What a user may have is used up; the next run has as much.
#include "../probe.h"
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/resource.h>
int main(void) {
  int instances = 0, watches = 0, signals = 0;
  int first = inotify_init();
  for (; instances < 300 && inotify_init() >= 0; instances++) ;
  MUST(instances >= 100);
  char name[64];
  for (; watches < 1000; watches++) {
    snprintf(name, sizeof name, "/tmp/%d", watches);
    if (mkdir(name, 0700) < 0 || inotify_add_watch(first, name, IN_ALL_EVENTS) < 0) break;
  }
  MUST(watches == 1000);
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
