// expect: success
// The kernel takes an int; a filter that compares 64 bits sees another number.
#include "../probe.h"
#include <sys/socket.h>
int main(void) {
  static const int families[] = {AF_INET, AF_INET6, AF_NETLINK, AF_VSOCK, AF_ALG, AF_PACKET};
  for (int i = 0; i < 6; i++) {
    REFUSED(syscall(SYS_socket, 1L << 32 | families[i], SOCK_DGRAM, 0), EAFNOSUPPORT);
    REFUSED(syscall(SYS_socket, -1L << 32 | families[i], SOCK_DGRAM, 0), EAFNOSUPPORT);
  }
  int pair[2];
  REFUSED(syscall(SYS_socketpair, 1L << 32 | AF_INET, SOCK_STREAM, 0, pair), EAFNOSUPPORT);
  return VERDICT;
}
