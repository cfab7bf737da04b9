// expect: memory_exceeded
#define _GNU_SOURCE
#include <sys/mman.h>
#include <unistd.h>
int main(void) {
  static char block[1 << 20];
  for (int memory = memfd_create("m", 0), i = 0; i < 4096; i++) if (write(memory, block, sizeof block) < 0) return 1;
  return 0;
}
