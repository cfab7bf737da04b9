// expect: success or runtime_error (signal SIGSYS)
// The other table of the same architecture, by bit 30 of the number: each call is there once more.
#include "../probe.h"
int main(void) {
  static const int calls[] = {0, 1, 2, 39, 41, 56, 57, 59, 101, 161, 165, 272, 310, 321, 425, 512, 520, 521, 534, 535, 539, 547};
  for (unsigned i = 0; i < sizeof calls / sizeof *calls; i++) {
    errno = 0;
    long result = syscall(0x40000000 | calls[i], 0, 0, 0, 0, 0, 0);
    if (result != -1 || (errno != ENOSYS && errno != EPERM)) found("x32 call", "");
  }
  return VERDICT;
}
