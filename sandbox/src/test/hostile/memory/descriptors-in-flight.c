// expect: success
// Descriptors in flight are held by no process; there is an end to them, and they go with the run.
#include "../probe.h"
#include <sys/socket.h>
static int send_fd(int to, int fd) {
  char control[CMSG_SPACE(sizeof(int))] = {0};
  struct iovec part = {"x", 1};
  struct msghdr packet = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control};
  struct cmsghdr *header = CMSG_FIRSTHDR(&packet);
  *header = (struct cmsghdr){CMSG_LEN(sizeof fd), SOL_SOCKET, SCM_RIGHTS};
  memcpy(CMSG_DATA(header), &fd, sizeof fd);
  return (int)sendmsg(to, &packet, MSG_DONTWAIT);
}
int main(void) {
  int pair[2], sent = 0;
  while (sent < 100000) {
    if (socketpair(AF_UNIX, SOCK_DGRAM, 0, pair) < 0) break;
    while (sent < 100000 && send_fd(pair[0], pair[1]) > 0) sent++;
    if (errno == ETOOMANYREFS) break;
    close(pair[0]);
    close(pair[1]);
  }
  MUST(sent > 100 && sent < 100000);
  return VERDICT;
}
