// expect: success
#include "../probe.h"
int main(void) {
  static const char *const precious[] = {"/etc/passwd", "/usr/bin/env", "/bin/sh", "/proc/self/exe", "/proc/self/fd/0"};
  for (unsigned i = 0; i < sizeof precious / sizeof *precious; i++) {
    REFUSED(linkat(AT_FDCWD, precious[i], AT_FDCWD, "/tmp/mine", AT_SYMLINK_FOLLOW), EXDEV);
    REFUSED(rename(precious[i], "/tmp/mine"), i == 3 || i == 4 ? EXDEV : EXDEV);
  }
  int self = open("/proc/self/exe", O_RDONLY);
  FILE *name = fopen("/proc/self/comm", "r");
  MUST(self >= 0 && name != 0);
  MUST(linkat(self, "", AT_FDCWD, "/tmp/mine", AT_EMPTY_PATH) < 0);
  return VERDICT;
}
