// expect: success
#include "../probe.h"
#include <sys/prctl.h>
int main(void) {
  struct { unsigned version; int pid; } header = {0x20080522, 0};
  struct { unsigned effective, permitted, inheritable; } all[2] = {{~0u, ~0u, ~0u}, {~0u, ~0u, ~0u}}, one[2] = {{1, 1, 0}};
  REFUSED(syscall(SYS_capset, &header, all), EPERM);
  REFUSED(syscall(SYS_capset, &header, one), EPERM);
  MUST(syscall(SYS_capget, &header, all) == 0);
  for (int half = 0; half < 2; half++)
    MUST(all[half].effective == 0 && all[half].permitted == 0 && all[half].inheritable == 0);
  for (int capability = 0; prctl(PR_CAPBSET_READ, capability, 0, 0, 0) >= 0; capability++) {
    MUST(prctl(PR_CAPBSET_READ, capability, 0, 0, 0) == 0);
    MUST(prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, capability, 0, 0) < 0);
  }
  REFUSED(prctl(PR_SET_SECUREBITS, 0, 0, 0, 0), EPERM);
  REFUSED(prctl(PR_SET_NO_NEW_PRIVS, 0, 0, 0, 0), EINVAL);
  MUST(prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1);
  return VERDICT;
}
