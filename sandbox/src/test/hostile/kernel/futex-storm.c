// expect: timeout (cpu) under cpu 300ms
#include <linux/futex.h>
#include <pthread.h>
#include <sys/syscall.h>
#include <unistd.h>
static int word;
static void *storm(void *unused) {
  for (;;) { syscall(SYS_futex, &word, FUTEX_WAKE, 100, 0, 0, 0); syscall(SYS_futex, &word, FUTEX_WAIT, 0, &(struct timespec){0, 1000}, 0, 0); }
}
int main(void) {
  pthread_t thread;
  for (int i = 0; i < 50; i++) pthread_create(&thread, 0, storm, 0);
  for (;;) syscall(SYS_futex, &word, FUTEX_WAKE, 100, 0, 0, 0);
}
