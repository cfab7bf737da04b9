// expect: success
// Whoever looks after this run must not follow them; the work directory does not take any.
#include "../probe.h"
int main(void) {
  static const char *const targets[] = {"/etc/shadow", "/root", "/.work", "../../../../etc/shadow", "/proc/1/root"};
  char name[64];
  for (unsigned i = 0; i < sizeof targets / sizeof *targets; i++) {
    snprintf(name, sizeof name, "/tmp/link%u", i);
    MUST(symlink(targets[i], name) == 0);
    MUST(open(name, O_RDONLY) < 0);
    snprintf(name, sizeof name, "/box/link%u", i);
    REFUSED(symlink(targets[i], name), EROFS);
  }
  MUST(mkfifo("/tmp/stdout", 0666) == 0);
  REFUSED(mkfifo("/box/fifo", 0666), EROFS);
  return VERDICT;
}
