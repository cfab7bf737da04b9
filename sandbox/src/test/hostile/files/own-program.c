// expect: success
// The artifact serves other runs, too: nobody changes it, nor what it is run with.
#include "../probe.h"
#include <libgen.h>
int main(void) {
  char self[4096] = {0};
  MUST(readlink("/proc/self/exe", self, sizeof self - 1) > 0);
  MUST(open(self, O_WRONLY) < 0 && (errno == EROFS || errno == ETXTBSY || errno == EACCES));
  MUST(open("/proc/self/exe", O_RDWR) < 0);
  REFUSED(unlink(self), EROFS);
  REFUSED(rename(self, "/box/other"), EROFS);
  REFUSED(chmod(self, 0), EROFS);
  MUST(truncate(self, 0) < 0);
  REFUSED(utimensat(AT_FDCWD, self, 0, 0), EROFS);
  REFUSED(mkdir("/box/d", 0777), EROFS);
  MUST(fork() == 0 || wait(0) > 0);
  return VERDICT;
}
