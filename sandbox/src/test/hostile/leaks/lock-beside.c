// expect: success
// A lock on a file that all share is nothing that a neighbour could notice, or wait for.
#include "../probe.h"
#include <sys/file.h>
int main(void) {
  static const char *const shared[] = {"/usr/bin/env", "/lib64/ld-linux-x86-64.so.2", "/etc/ld.so.cache", "/usr", "/usr/bin"};
  int files[5];
  for (int i = 0; i < 5; i++) files[i] = open(shared[i], O_RDONLY);
  for (int round = 0; round < 30; round++) {
    for (int i = 0; i < 5; i++)
      if (files[i] >= 0 && flock(files[i], LOCK_EX | LOCK_NB) < 0) { found("locked by somebody else", shared[i]); return 1; }
    usleep(5000);
    for (int i = 0; i < 5; i++) flock(files[i], LOCK_UN);
  }
  return VERDICT;
}
