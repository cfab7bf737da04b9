// expect: memory_exceeded
#include <fcntl.h>
#include <sys/mman.h>
#include <string.h>
#include <unistd.h>
int main(void) {
  int memory = shm_open("/m", O_CREAT | O_RDWR, 0600);
  if (ftruncate(memory, 200 << 20) < 0) return 1;
  char *map = mmap(0, 200 << 20, PROT_READ | PROT_WRITE, MAP_SHARED, memory, 0);
  memset(map, 1, 200 << 20);
  return 2;
}
