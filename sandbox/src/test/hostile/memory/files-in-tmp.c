// expect: memory_exceeded
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>
int main(void) {
  static char block[1 << 20];
  for (int i = 0; i < 250; i++) {
    char name[32];
    snprintf(name, sizeof name, "/tmp/%d", i);
    int file = open(name, O_CREAT | O_WRONLY, 0600);
    if (write(file, block, sizeof block) < 0) return 1;
    close(file);
  }
  return 2;
}
