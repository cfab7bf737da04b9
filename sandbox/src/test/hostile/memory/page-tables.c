// expect: memory_exceeded
// One page of zeros in each 2 MiB costs no memory, and a table of 4 KiB each.
#define _GNU_SOURCE
#include <stddef.h>
#include <sys/mman.h>
int main(void) {
  const size_t span = (size_t)256 << 30;
  volatile char *map = mmap(0, span, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (map == MAP_FAILED) return 1;
  madvise((void *)map, span, MADV_NOHUGEPAGE);
  for (size_t at = 0; at < span; at += 2 << 20) if (map[at] != 0) return 2;
  return 3;
}
