// expect: memory_exceeded
#include <fcntl.h>
#include <unistd.h>
int main(void) {
  static char block[1 << 20];
  int file = open("/tmp/gone", O_CREAT | O_RDWR, 0600);
  unlink("/tmp/gone");
  for (int i = 0; i < 250; i++) if (write(file, block, sizeof block) < 0) return 1;
  return 2;
}
