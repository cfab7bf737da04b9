// expect: success
#include "../probe.h"
#include <sys/personality.h>
int main(void) {
  REFUSED(personality(ADDR_NO_RANDOMIZE), EPERM);
  REFUSED(personality(READ_IMPLIES_EXEC), EPERM);
  REFUSED(personality(PER_LINUX32), EPERM);
  REFUSED(personality(MMAP_PAGE_ZERO), EPERM);
  MUST(personality(0xffffffff) == 0);
  return VERDICT;
}
