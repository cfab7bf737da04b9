// expect: success
// Also with bits above the 32 that the kernel looks at: that is CVE-2019-10063.
#include "../probe.h"
int main(void) {
  static const unsigned long requests[] = {0x5412, 0x541c, 0x100005412, 0xffffffff00005412, 0x10000541c};
  for (int fd = 0; fd < 3; fd++)
    for (unsigned i = 0; i < sizeof requests / sizeof *requests; i++)
      REFUSED(syscall(SYS_ioctl, fd, requests[i], "x"), EPERM);
  MUST(open("/dev/tty", O_RDWR) < 0 && open("/dev/ptmx", O_RDWR) < 0);
  MUST(syscall(SYS_ioctl, 0, 0x540e, 0) == -1);
  return VERDICT;
}
