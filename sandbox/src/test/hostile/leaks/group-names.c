// expect: success
// Where the groups of this run are in the host's tree is nobody's business.
#include "../probe.h"
int main(void) {
  char line[512];
  FILE *groups = fopen("/proc/self/cgroup", "r");
  while (groups && fgets(line, sizeof line, groups)) {
    char *path = strrchr(line, ':');
    if (path && strcmp(path, ":/\n") != 0) found("group", line);
  }
  return VERDICT;
}
