// expect: timeout (cpu) under cpu 300ms
// A single system call that takes longer than the limit.
#include <sys/random.h>
#include <sys/syscall.h>
#include <sys/mman.h>
#include <unistd.h>
int main(void) {
  char *map = mmap(0, 64 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  for (;;) syscall(SYS_getrandom, map, 64 << 20, 0);
}
