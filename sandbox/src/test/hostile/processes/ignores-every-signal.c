// expect: timeout (cpu) under cpu 300ms
#include <signal.h>
static void no(int number) { signal(number, no); }
int main(void) {
  sigset_t all;
  for (int i = 1; i < 65; i++) signal(i, no);
  sigfillset(&all);
  sigprocmask(SIG_BLOCK, &all, 0);
  for (;;) ;
}
