// expect: success
// Takes back what it wrote before anybody could read it, or not: it is nobody's loss but its own.
#include "../probe.h"
int main(void) {
  char back[4096];
  int reader = open("/proc/self/fd/1", O_RDONLY | O_NONBLOCK), both = open("/proc/self/fd/1", O_RDWR);
  for (int i = 0; i < 1000; i++) { write(1, "x", 1); read(reader, back, sizeof back); }
  if (fork() == 0) { setsid(); for (;;) read(both, back, sizeof back); }
  return 0;
}
