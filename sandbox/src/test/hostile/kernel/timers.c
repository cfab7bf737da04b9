// expect: timeout (cpu) under cpu 300ms
// As many timers as there may be, each as often as it can.
#include <signal.h>
#include <time.h>
#include <unistd.h>
static void tick(int number) {}
int main(void) {
  timer_t timer;
  struct itimerspec often = {{0, 1}, {0, 1}};
  signal(SIGRTMIN, tick);
  for (int i = 0; i < 1000; i++) {
    struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGRTMIN};
    if (timer_create(CLOCK_MONOTONIC, &event, &timer) < 0) break;
    timer_settime(timer, 0, &often, 0);
  }
  for (;;) ;
}
