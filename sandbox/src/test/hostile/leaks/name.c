// expect: success
// The host's name belongs to nobody; nor does the name of the domain.
#include "../probe.h"
#include <sys/utsname.h>
int main(void) {
  struct utsname name;
  MUST(uname(&name) == 0 && strcmp(name.nodename, "gavel") == 0);
  MUST(open("/proc/sys/kernel/hostname", O_WRONLY) < 0 && open("/proc/sys/kernel/domainname", O_WRONLY) < 0);
  return VERDICT;
}
