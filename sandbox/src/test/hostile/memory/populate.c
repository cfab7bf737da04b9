// expect: memory_exceeded
#define _GNU_SOURCE
#include <sys/mman.h>
int main(void) {
  for (;;) mmap(0, 1 << 30, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE | MAP_NORESERVE, -1, 0);
}
