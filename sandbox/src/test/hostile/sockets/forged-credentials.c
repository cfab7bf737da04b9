// expect: success
#include "../probe.h"
#include <sys/socket.h>
static int send_as(int to, struct ucred who) {
  char control[CMSG_SPACE(sizeof who)] = {0};
  struct iovec part = {"x", 1};
  struct msghdr packet = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control};
  struct cmsghdr *header = CMSG_FIRSTHDR(&packet);
  *header = (struct cmsghdr){CMSG_LEN(sizeof who), SOL_SOCKET, SCM_CREDENTIALS};
  memcpy(CMSG_DATA(header), &who, sizeof who);
  return (int)sendmsg(to, &packet, 0);
}
int main(void) {
  int pair[2];
  MUST(socketpair(AF_UNIX, SOCK_DGRAM, 0, pair) == 0);
  REFUSED(send_as(pair[0], (struct ucred){getpid(), 0, 0}), EPERM);
  REFUSED(send_as(pair[0], (struct ucred){1, getuid(), getgid()}), EPERM);
  MUST(send_as(pair[0], (struct ucred){getpid(), getuid(), getgid()}) == 1);
  return VERDICT;
}
