// expect: success
// The stream is set not to block, to packets, and to the smallest size: what came through is what was written.
#include "../probe.h"
int main(void) {
  static char block[65536];
  MUST(fcntl(1, F_SETFL, O_NONBLOCK | O_DIRECT) == 0);
  MUST(fcntl(1, F_SETPIPE_SZ, 4096) == 4096);
  long written = 0;
  for (int i = 0; i < 1000; i++) { ssize_t count = write(1, block, 5000); if (count > 0) written += count; }
  MUST(written > 0);
  return VERDICT;
}
