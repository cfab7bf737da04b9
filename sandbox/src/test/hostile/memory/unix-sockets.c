// expect: memory_exceeded under memory 16MiB
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
int main(void) {
  static char block[65536];
  for (int child = 0; child < 20; child++)
    if (fork() == 0) {
      int ends[2], most = 1 << 20;
      while (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0) {
        setsockopt(ends[0], SOL_SOCKET, SO_SNDBUF, &most, sizeof most);
        while (send(ends[0], block, sizeof block, MSG_DONTWAIT) > 0) ;
      }
      for (;;) pause();
    }
  while (wait(0) > 0) ;
  return 1;
}
