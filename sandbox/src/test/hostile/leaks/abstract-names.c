// expect: success
#include "../probe.h"
#include <sys/socket.h>
#include <sys/un.h>
int main(void) {
  char line[512];
  struct sockaddr_un name = {.sun_family = AF_UNIX, .sun_path = "\0trace"};
  static const int types[] = {SOCK_STREAM, SOCK_DGRAM, SOCK_SEQPACKET};
  for (int i = 0; i < 3; i++) {
    name.sun_path[6] = (char)('a' + i);
    MUST(connect(socket(AF_UNIX, types[i], 0), (struct sockaddr *)&name, sizeof name) < 0);
    int own = socket(AF_UNIX, types[i], 0);
    MUST(bind(own, (struct sockaddr *)&name, sizeof name) == 0);
    if (types[i] != SOCK_DGRAM) MUST(listen(own, 1) == 0);
  }
  usleep(200000);
  FILE *all = fopen("/proc/self/net/unix", "r");
  int traces = 0;
  while (all && fgets(line, sizeof line, all)) traces += strstr(line, "trace") != 0;
  MUST(traces == 3);
  return VERDICT;
}
