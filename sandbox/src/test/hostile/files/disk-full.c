// expect: success under tmp 4MiB
#include "../probe.h"
int main(void) {
  static char block[4096];
  static const char *const places[] = {"/tmp/a", "/dev/shm/a"};
  for (int place = 0; place < 2; place++) {
    int file = open(places[place], O_CREAT | O_WRONLY, 0600);
    long size = 0;
    while (size < 100 << 20 && write(file, block, sizeof block) == sizeof block) size += sizeof block;
    MUST(size > 3 << 20 && size <= 4 << 20);
    REFUSED(fallocate(file, 0, 0, 64 << 20), ENOSPC);
  }
  return VERDICT;
}
