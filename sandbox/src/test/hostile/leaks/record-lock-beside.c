// expect: success
// The same by fcntl: a shared lock on a byte, which F_GETLK would show to anybody who may read the file.
#include "../probe.h"
int main(void) {
  int file = open("/usr/bin/env", O_RDONLY);
  struct flock mine = {.l_type = F_RDLCK, .l_whence = SEEK_SET, .l_start = 1000, .l_len = 1};
  MUST(file >= 0 && fcntl(file, F_SETLK, &mine) == 0);
  for (int round = 0; round < 40; round++) {
    struct flock other = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 0, .l_len = 0};
    REFUSED(fcntl(file, F_GETLK, &other), EINVAL);
    REFUSED(fcntl(file, 36 /* F_OFD_GETLK */, &other), EINVAL);
    usleep(5000);
  }
  return VERDICT;
}
