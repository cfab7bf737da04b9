// expect: success
// However they are divided into processes and threads, there are at most 64 tasks.
#include "../probe.h"
#include <pthread.h>
#include <sys/mman.h>
static void *wait_forever(void *unused) { for (;;) pause(); }
int main(void) {
  int *made = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  for (int i = 0; i < 8; i++)
    if (fork() == 0) {
      pthread_t thread;
      pthread_attr_t small;
      pthread_attr_init(&small);
      pthread_attr_setstacksize(&small, 65536);
      __sync_fetch_and_add(made, 1);
      while (pthread_create(&thread, &small, wait_forever, 0) == 0) __sync_fetch_and_add(made, 1);
      for (;;) pause();
    }
  usleep(100000);
  MUST(*made == 63);
  return VERDICT;
}
