// expect: success
// All that there are and may come, of every type, alone and in pairs; only AF_UNIX is open.
#include "../probe.h"
#include <sys/socket.h>
int main(void) {
  static const int types[] = {SOCK_STREAM, SOCK_DGRAM, SOCK_RAW, SOCK_RDM, SOCK_SEQPACKET, 6, 10};
  int pair[2];
  for (int family = 0; family < 64; family++)
    for (unsigned i = 0; i < sizeof types / sizeof *types; i++) {
      if (family == AF_UNIX) continue;
      REFUSED(socket(family, types[i], 0), EAFNOSUPPORT);
      REFUSED(socket(family, types[i] | SOCK_CLOEXEC | SOCK_NONBLOCK, 0), EAFNOSUPPORT);
      REFUSED(socketpair(family, types[i], 0, pair), EAFNOSUPPORT);
    }
  MUST(socket(AF_UNIX, SOCK_STREAM, 0) >= 0 && socketpair(AF_UNIX, SOCK_DGRAM, 0, pair) == 0);
  return VERDICT;
}
