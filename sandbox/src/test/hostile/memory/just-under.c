// expect: success
#include <stdlib.h>
#include <string.h>
int main(void) {
  volatile char *block = malloc(85 << 20);
  memset((char *)block, 1, 85 << 20);
  return block[80 << 20] - 1;
}
