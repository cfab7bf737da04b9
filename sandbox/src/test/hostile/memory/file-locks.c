// expect: timeout (cpu) under memory 16MiB, cpu 300ms
// Locks are kernel memory that no group is charged: they are not made at all, however many are asked for.
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
int main(void) {
  int files[240];
  long made = 0;
  for (int i = 0; i < 240; i++) {
    char name[32];
    snprintf(name, sizeof name, "/tmp/locks%d", i);
    files[i] = open(name, O_CREAT | O_RDWR, 0600);
  }
  for (long at = 1 << 20; at > 0; at -= 2)
    for (int i = 0; i < 240; i++) {
      struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = at, .l_len = 1};
      if (fcntl(files[i], F_SETLK, &lock) < 0) return 1;
      if (++made % 10000 == 0) { dprintf(1, "%ld locks\n", made); }
    }
  return 2;
}
