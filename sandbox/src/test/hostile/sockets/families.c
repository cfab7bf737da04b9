// expect: success
#include <errno.h>
#include <sys/socket.h>
static int refused(int family, int type) { return socket(family, type, 0) < 0 && errno == EAFNOSUPPORT; }
int main(void) {
  if (!refused(AF_INET, SOCK_STREAM)) return 1;
  if (!refused(AF_INET6, SOCK_DGRAM)) return 2;
  if (!refused(AF_VSOCK, SOCK_STREAM)) return 3;
  if (!refused(AF_NETLINK, SOCK_RAW)) return 4;
  if (!refused(AF_PACKET, SOCK_RAW)) return 5;
  if (!refused(AF_ALG, SOCK_SEQPACKET)) return 6;
  return socket(AF_UNIX, SOCK_STREAM, 0) < 0 ? 7 : 0;
}
