// expect: success
#include "../probe.h"
#include <sys/prctl.h>
int main(void) {
  MUST(prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) == 0);
  for (int i = 0; i < 20; i++)
    if (fork() == 0) { if (fork() == 0) { usleep(1000); _exit(0); } _exit(0); }
  int reaped = 0;
  while (wait(0) > 0) reaped++;
  MUST(reaped == 40);
  return VERDICT;
}
