// expect: output_exceeded (stdout) under stdout 1MiB
#include <unistd.h>
int main(void) {
  static char block[65536];
  for (int i = 0; i < 100; i++) write(1, block, sizeof block);
  return 0;
}
