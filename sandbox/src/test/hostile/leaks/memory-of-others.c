// expect: success
// Fresh memory of every kind holds nothing, and is then filled for the next to find.
#include "../probe.h"
#include <sys/mman.h>
#include <sys/shm.h>
static int clean(volatile unsigned long *words, size_t size) {
  for (size_t i = 0; i < size / sizeof *words; i++) { if (words[i] != 0) return 0; words[i] = 0xfeedfacecafebeefUL; }
  return 1;
}
int main(void) {
  const size_t size = 16 << 20;
  MUST(clean(mmap(0, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), size));
  MUST(clean(mmap(0, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0), size));
  int memory = memfd_create("m", 0);
  MUST(ftruncate(memory, (off_t)size) == 0);
  MUST(clean(mmap(0, size, PROT_READ | PROT_WRITE, MAP_SHARED, memory, 0), size));
  MUST(clean(shmat(shmget(IPC_PRIVATE, size, IPC_CREAT | 0600), 0, 0), size));
  int file = open("/tmp/file", O_CREAT | O_RDWR, 0600);
  MUST(ftruncate(file, (off_t)size / 4) == 0);
  MUST(clean(mmap(0, size / 4, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0), size / 4));
  return VERDICT;
}
