// expect: success
// A filter of our own could answer in the place of the one that notifies.
#include "../probe.h"
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
int main(void) {
  struct sock_filter allow = {6, 0, 0, 0x7fff0000};
  struct sock_fprog program = {1, &allow};
  REFUSED(prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program), EPERM);
  REFUSED(syscall(SYS_prctl, 1L << 32 | PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0), EPERM);
  REFUSED(syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_NEW_LISTENER, &program), EPERM);
  REFUSED(prctl(PR_SET_MM, 1, 0, 0, 0), EPERM);
  MUST(prctl(PR_GET_SECCOMP, 0, 0, 0, 0) == SECCOMP_MODE_FILTER);
  return VERDICT;
}
