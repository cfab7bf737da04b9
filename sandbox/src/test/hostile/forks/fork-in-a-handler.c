// expect: timeout (cpu) under memory 512MiB, cpu 300ms
#include <signal.h>
#include <sys/time.h>
#include <unistd.h>
static void again(int number) { fork(); }
int main(void) {
  struct itimerval often = {{0, 100}, {0, 100}};
  signal(SIGALRM, again);
  for (;;) setitimer(ITIMER_REAL, &often, 0);
}
