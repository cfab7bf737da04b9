// expect: success
// Its operations would go past the filter.
#include "../probe.h"
int main(void) {
  char parameters[120] = {0};
  REFUSED(syscall(425, 8, parameters), EPERM);
  REFUSED(syscall(426, 0, 0, 0, 0, 0, 0), EPERM);
  REFUSED(syscall(427, 0, 0, 0, 0), EPERM);
  return VERDICT;
}
