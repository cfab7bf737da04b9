// expect: success
// The way of CVE-2019-5736: to the program that started us, by what it left open or by /proc.
#include "../probe.h"
int main(void) {
  char path[64], target[512];
  for (int fd = 3; fd < 1024; fd++) MUST(fcntl(fd, F_GETFD) < 0);
  MUST(open("/proc/1/exe", O_RDONLY) < 0);
  MUST(readlink("/proc/1/exe", target, sizeof target) < 0);
  for (int fd = 0; fd < 3; fd++) {
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(path, target, sizeof target - 1);
    MUST(length > 0);
    target[length] = 0;
    if (strstr(target, "launcher")) found(path, target);
  }
  return VERDICT;
}
