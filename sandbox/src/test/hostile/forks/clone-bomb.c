// expect: timeout (cpu) under memory 512MiB, cpu 300ms
// Children that send no signal when they end, in the parent's place and sharing its memory.
#define _GNU_SOURCE
#include <sched.h>
#include <sys/mman.h>
#include <unistd.h>
static int spin(void *unused) { for (;;) ; }
int main(void) {
  for (;;) {
    char *stack = mmap(0, 16384, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (clone(spin, stack + 16384, CLONE_VM | CLONE_PARENT | CLONE_FILES | CLONE_FS, 0) < 0) munmap(stack, 16384);
  }
}
