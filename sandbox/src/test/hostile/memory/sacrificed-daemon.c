// expect: memory_exceeded
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
int main(void) {
  int ends[2];
  char end;
  pipe(ends);
  if (fork() == 0) {
    setsid();
    if (fork() == 0) for (;;) { char *block = malloc(1 << 20); if (block) memset(block, 1, 1 << 20); }
    _exit(0);
  }
  close(ends[1]);
  read(ends[0], &end, 1); /* until the last writer is gone */
  return 0;
}
