// expect: success
// eBPF by a socket's option needs a descriptor that nobody has.
#include "../probe.h"
#include <sys/socket.h>
int main(void) {
  int any = socket(AF_UNIX, SOCK_DGRAM, 0), none = -1, mark = 1, zero = open("/dev/zero", O_RDONLY);
  MUST(any >= 0);
  REFUSED(setsockopt(any, SOL_SOCKET, 50, &none, sizeof none), EBADF);
  REFUSED(setsockopt(any, SOL_SOCKET, 50, &zero, sizeof zero), EINVAL);
  REFUSED(setsockopt(any, SOL_SOCKET, SO_MARK, &mark, sizeof mark), EPERM);
  REFUSED(setsockopt(any, SOL_SOCKET, SO_RCVBUFFORCE, &mark, sizeof mark), EPERM);
  REFUSED(setsockopt(any, SOL_SOCKET, SO_DEBUG, &mark, sizeof mark), EACCES);
  return VERDICT;
}
