// expect: success under file-size 1MiB
// With the signal ignored it is an error, by every way to write.
#include "../probe.h"
#include <sys/sendfile.h>
#include <sys/uio.h>
int main(void) {
  static char block[4096];
  signal(SIGXFSZ, SIG_IGN);
  int file = open("/tmp/file", O_CREAT | O_RDWR, 0600), zero = open("/dev/zero", O_RDONLY);
  while (write(file, block, sizeof block) > 0) ;
  MUST(errno == EFBIG || lseek(file, 0, SEEK_END) == 1 << 20);
  MUST(lseek(file, 0, SEEK_END) == 1 << 20);
  struct iovec part = {block, sizeof block};
  REFUSED(pwrite(file, block, 1, 1 << 20), EFBIG);
  REFUSED(pwritev(file, &part, 1, 2 << 20), EFBIG);
  REFUSED(ftruncate(file, (1 << 20) + 1), EFBIG);
  REFUSED(fallocate(file, 0, 1 << 20, 1), EFBIG);
  REFUSED(sendfile(file, zero, 0, 4096), EFBIG);
  return VERDICT;
}
