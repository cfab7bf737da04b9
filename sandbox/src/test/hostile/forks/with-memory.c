// expect: memory_exceeded under memory 32MiB, cpu 300ms
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
int main(void) {
  for (;;) {
    fork();
    char *block = malloc(1 << 20);
    if (block) memset(block, 1, 1 << 20);
  }
}
