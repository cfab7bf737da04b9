// expect: timeout (cpu) or timeout (wall) under cpu 300ms, wall 1500ms
// The pages go from memory into the pipe at hardly any cost of ours.
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/uio.h>
#include <unistd.h>
int main(void) {
  static char block[1 << 20] __attribute__((aligned(4096)));
  struct iovec part = {block, sizeof block};
  for (;;) vmsplice(1, &part, 1, 0);
}
