// expect: runtime_error (signal SIGSEGV) under stdout 1KiB
#include <unistd.h>
int main(void) {
  static char block[65536];
  write(1, block, sizeof block);
  return *(volatile int *)8;
}
