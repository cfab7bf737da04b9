// expect: success
// What is no namespace is refused without more ado.
#include "../probe.h"
#include <sched.h>
int main(void) {
  REFUSED(unshare(CLONE_FS), EPERM);
  REFUSED(unshare(CLONE_FILES), EPERM);
  REFUSED(unshare(CLONE_SYSVSEM), EPERM);
  REFUSED(syscall(SYS_clone3, 0, 0), ENOSYS);
  return VERDICT;
}
