// expect: success under inodes 20000
// Deeper than a path can name; nobody has to walk it to be rid of it.
#include "../probe.h"
int main(void) {
  MUST(chdir("/tmp") == 0);
  int depth = 0;
  while (depth < 15000 && mkdir("d", 0700) == 0 && chdir("d") == 0) depth++;
  MUST(depth == 15000);
  char path[4096];
  REFUSED(syscall(SYS_getcwd, path, sizeof path), ENAMETOOLONG);
  return VERDICT;
}
