// expect: memory_exceeded under memory 16MiB
// Buffers in the kernel, each of them within what a user may have.
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
int main(void) {
  static char block[65536];
  for (int child = 0; child < 20; child++)
    if (fork() == 0) {
      int ends[2];
      while (pipe2(ends, O_NONBLOCK) == 0) while (write(ends[1], block, sizeof block) > 0) ;
      for (;;) pause();
    }
  while (wait(0) > 0) ;
  return 1;
}
