// expect: success
#include "../probe.h"
int main(void) {
  static const char *const names[] = {"\n", "-rf", " ", "\xff\xfe", "\033[2J", "*", "`id`", "$(id)", "a\nb", "..."};
  char name[300] = "/tmp/";
  for (unsigned i = 0; i < sizeof names / sizeof *names; i++) {
    snprintf(name + 5, 200, "%s", names[i]);
    MUST(open(name, O_CREAT | O_EXCL | O_WRONLY, 0) >= 0);
  }
  memset(name + 5, 'x', 255);
  MUST(open(name, O_CREAT | O_EXCL | O_WRONLY, 0) >= 0);
  MUST(mkdir("/tmp/closed", 0) == 0);
  return VERDICT;
}
