// expect: success
// Where the work directories of all runs were while this one was prepared.
#include "../probe.h"
int main(void) {
  struct stat status;
  MUST(open("/.work", O_RDONLY) < 0);
  MUST(open("/.work/work", O_RDONLY) < 0);
  MUST(open("/proc/self/cwd/../.work/work", O_RDONLY) < 0);
  MUST(chdir("/box/..") == 0 && stat("usr", &status) == 0);
  MUST(chdir("..") == 0 && chdir("..") == 0 && stat("usr", &status) == 0);
  MUST(stat("/home", &status) < 0 && stat("/root", &status) < 0);
  return VERDICT;
}
