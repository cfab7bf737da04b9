// expect: security_violation (mount)
// No handler, and no other thread, is asked before the end.
#include <pthread.h>
#include <signal.h>
#include <sys/mount.h>
#include <unistd.h>
static void lie(int number) { _exit(0); }
static void *attack(void *unused) { mount(0, 0, 0, 0, 0); _exit(0); }
int main(void) {
  pthread_t thread;
  for (int i = 1; i < 65; i++) signal(i, lie);
  pthread_create(&thread, 0, attack, 0);
  for (;;) pause();
}
