// expect: timeout (cpu) under memory 512MiB, cpu 300ms
// The time of processes that live for microseconds and that nobody waits for counts, too.
#include <unistd.h>
int main(void) {
  if (fork() > 0) for (;;) pause();
  for (;;) if (fork() > 0) _exit(0);
}
