// expect: output_exceeded (file size) under file-size 1MiB
#include <fcntl.h>
#include <unistd.h>
int main(void) {
  int file = open("/tmp/sparse", O_CREAT | O_RDWR, 0600);
  return ftruncate(file, 1L << 40) < 0 ? 1 : 0;
}
