// expect: success
// Nobody makes itself the last to be killed.
#include "../probe.h"
int main(void) {
  int score = open("/proc/self/oom_score_adj", O_WRONLY);
  MUST(score >= 0);
  REFUSED(write(score, "-1000", 5), EACCES);
  REFUSED(write(score, "-1", 2), EACCES);
  int old = open("/proc/self/oom_adj", O_WRONLY);
  MUST(old >= 0);
  REFUSED(write(old, "-17", 3), EACCES);
  return VERDICT;
}
