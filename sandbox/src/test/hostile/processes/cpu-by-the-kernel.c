// expect: timeout (cpu) under cpu 300ms
// Nearly all of it is system time.
#include <fcntl.h>
#include <unistd.h>
int main(void) {
  static char block[1 << 20];
  int zero = open("/dev/zero", O_RDONLY);
  for (;;) read(zero, block, sizeof block);
}
