// expect: runtime_error (exit code 1, near the memory limit)
#include <stdlib.h>
#include <string.h>
int main(void) {
  volatile char *block = malloc(90 << 20);
  memset((char *)block, 1, 90 << 20);
  return block[80 << 20];
}
