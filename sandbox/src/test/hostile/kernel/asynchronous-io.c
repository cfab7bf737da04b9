// expect: success
#include "../probe.h"
int main(void) {
  unsigned long context = 0;
  REFUSED(syscall(SYS_io_setup, 8, &context), EPERM);
  REFUSED(syscall(SYS_io_destroy, context), EPERM);
  return VERDICT;
}
