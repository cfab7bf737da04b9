// expect: success printing "over"
// Its standard output sits in a socket that only it could read: no end of file before the kernel cleans up.
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
static void send_fd(int to, int fd) {
  char control[CMSG_SPACE(sizeof(int))] = {0};
  struct iovec part = {"x", 1};
  struct msghdr packet = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control};
  struct cmsghdr *header = CMSG_FIRSTHDR(&packet);
  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN(sizeof fd);
  memcpy(CMSG_DATA(header), &fd, sizeof fd);
  sendmsg(to, &packet, 0);
}
int main(void) {
  int pair[2];
  socketpair(AF_UNIX, SOCK_DGRAM, 0, pair);
  send_fd(pair[0], pair[0]);
  send_fd(pair[0], pair[1]);
  send_fd(pair[0], 1);
  return write(1, "over", 4) == 4 ? 0 : 1;
}
