// expect: success
#include "../probe.h"
int main(void) {
  static const char *const precious[] = {"/etc/passwd", "/usr/bin/env", "/bin/sh", "/proc/self/exe", "/proc/self/fd/0"};
  for (unsigned i = 0; i < sizeof precious / sizeof *precious; i++) {
    REFUSED(linkat(AT_FDCWD, precious[i], AT_FDCWD, "/tmp/mine", AT_SYMLINK_FOLLOW), EXDEV);
    REFUSED(rename(precious[i], "/tmp/mine"), EXDEV);
  }
  int self = open("/proc/self/exe", O_RDONLY);
  MUST(self >= 0);
  MUST(linkat(self, "", AT_FDCWD, "/tmp/mine", AT_EMPTY_PATH) < 0);
  return VERDICT;
}
