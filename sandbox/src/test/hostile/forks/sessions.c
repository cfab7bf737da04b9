// expect: timeout (cpu) under memory 512MiB, cpu 300ms
// Each process leads a session of its own and heeds no signal that it may ignore.
#include <signal.h>
#include <unistd.h>
int main(void) {
  for (;;) {
    fork();
    setsid();
    for (int i = 1; i < 65; i++) signal(i, SIG_IGN);
  }
}
