// expect: success
// A socket that only itself could receive keeps its name until the kernel collects it.
#include "../probe.h"
#include <sys/socket.h>
#include <sys/un.h>
int main(void) {
  struct sockaddr_un name = {.sun_family = AF_UNIX, .sun_path = "\0garbage"};
  int own = socket(AF_UNIX, SOCK_DGRAM, 0);
  MUST(bind(own, (struct sockaddr *)&name, sizeof name) == 0);
  MUST(connect(own, (struct sockaddr *)&name, sizeof name) == 0);
  char control[CMSG_SPACE(sizeof(int))] = {0};
  struct iovec part = {"x", 1};
  struct msghdr packet = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control};
  struct cmsghdr *header = CMSG_FIRSTHDR(&packet);
  *header = (struct cmsghdr){CMSG_LEN(sizeof own), SOL_SOCKET, SCM_RIGHTS};
  memcpy(CMSG_DATA(header), &own, sizeof own);
  MUST(sendmsg(own, &packet, 0) == 1);
  return VERDICT;
}
