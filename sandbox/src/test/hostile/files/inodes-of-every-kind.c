// expect: success under inodes 500
// Pipes, sockets and symbolic links take the place of files.
#include "../probe.h"
int main(void) {
  char name[64];
  int made = 0, error = 0;
  for (; made < 1000 && error == 0; made++) {
    snprintf(name, sizeof name, "/tmp/%d", made);
    int kind = made % 3;
    int failed = kind == 0 ? mkfifo(name, 0600) : kind == 1 ? symlink("/nowhere", name) : mknod(name, S_IFSOCK | 0600, 0);
    if (failed) error = errno;
  }
  MUST(error == ENOSPC);
  MUST(made >= 490 && made <= 500);
  return VERDICT;
}
