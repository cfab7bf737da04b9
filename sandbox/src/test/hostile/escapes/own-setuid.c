// expect: success
#include "../probe.h"
int main(void) {
  uid_t before = getuid();
  REFUSED(setuid(0), EPERM);
  REFUSED(setgid(0), EPERM);
  REFUSED(setreuid(-1, 0), EPERM);
  REFUSED(setresuid(0, 0, 0), EPERM);
  gid_t root = 0;
  REFUSED(syscall(SYS_setgroups, 1, &root), EPERM);
  syscall(SYS_setfsuid, 0);
  MUST((uid_t)syscall(SYS_setfsuid, -1) == before);
  int file = open("/tmp/own", O_CREAT | O_WRONLY, 0755);
  MUST(fchmod(file, 06755) == 0);
  REFUSED(fchown(file, 0, 0), EPERM);
  REFUSED(chown("/tmp", before, before), EPERM);
  MUST(getuid() == before && geteuid() == before);
  return VERDICT;
}
