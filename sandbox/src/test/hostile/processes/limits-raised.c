// expect: success
#include "../probe.h"
#include <sys/resource.h>
int main(void) {
  for (int resource = 0; resource < RLIM_NLIMITS; resource++) {
    struct rlimit limit, more;
    MUST(getrlimit(resource, &limit) == 0);
    if (limit.rlim_max == RLIM_INFINITY) continue;
    more = (struct rlimit){limit.rlim_max + 1, limit.rlim_max + 1};
    REFUSED(setrlimit(resource, &more), EPERM);
    REFUSED(prlimit(0, resource, &more, 0), EPERM);
    REFUSED(prlimit(1, resource, 0, &limit), EPERM);
  }
  struct rlimit limit;
  MUST(getrlimit(RLIMIT_CORE, &limit) == 0 && limit.rlim_max <= 1);
  MUST(getrlimit(RLIMIT_MSGQUEUE, &limit) == 0 && limit.rlim_max == 0);
  MUST(getrlimit(RLIMIT_CPU, &limit) == 0 && limit.rlim_max <= 3);
  return VERDICT;
}
