// expect: success
// Nobody takes a file of the toolchain out of the page cache, where it serves all the others.
#include "../probe.h"
#include <sys/uio.h>
static int cached(int file, off_t at) {
  char byte;
  struct iovec part = {&byte, 1};
  return preadv2(file, &part, 1, at, RWF_NOWAIT) == 1;
}
int main(void) {
  static const char *const shared[] = {"/usr/bin/perl", "/usr/bin/gdb", "/usr/bin/git", "/usr/bin/openssl", "/usr/bin/x86_64-linux-gnu-ld.bfd"};
  static char block[1 << 16];
  int tried = 0;
  for (unsigned i = 0; i < sizeof shared / sizeof *shared; i++) {
    int file = open(shared[i], O_RDONLY);
    if (file < 0) continue;
    while (read(file, block, sizeof block) > 0) ;
    off_t at = lseek(file, 0, SEEK_END) / 2;
    if (!cached(file, at)) continue;
    tried++;
    posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED);
    if (!cached(file, at)) found("evicted", shared[i]);
  }
  MUST(tried > 0);
  return VERDICT;
}
