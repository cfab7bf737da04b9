// expect: success under inodes 500
#include "../probe.h"
int main(void) {
  char name[64];
  int made = 0;
  for (;; made++) {
    snprintf(name, sizeof name, "/tmp/%d", made);
    if (mkdir(name, 0700) < 0) break;
  }
  MUST(made >= 490 && made < 500);
  for (made = 0;; made++) {
    snprintf(name, sizeof name, "/dev/shm/%d", made);
    int file = open(name, O_CREAT | O_EXCL | O_WRONLY, 0600);
    if (file < 0) break;
    close(file);
  }
  MUST(made >= 490 && made < 500);
  return VERDICT;
}
