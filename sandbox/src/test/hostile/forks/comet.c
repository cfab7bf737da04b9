// expect: success
// Never the same process for long: each forks and ends. The first has ended, too, and so has the run.
#include <unistd.h>
int main(void) {
  if (fork() > 0) return 0;
  for (;;) if (fork() > 0) _exit(0);
}
