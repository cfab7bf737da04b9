// expect: success printing "done"
// What is detached from everything ends with the program, and holds nobody up with its open streams.
#include "../probe.h"
int main(void) {
  if (fork() == 0) {
    setsid();
    if (fork() > 0) _exit(0);
    setsid();
    for (int i = 1; i < 65; i++) signal(i, SIG_IGN);
    for (;;) write(2, "x", 1), usleep(1000);
  }
  wait(0);
  return write(1, "done", 4) == 4 ? 0 : 1;
}
