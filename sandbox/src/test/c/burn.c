/* burn MILLIS THREADS PROCESSES: each thread of each process burns so much CPU time. */
#include <pthread.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static long millis;

static void *burn(void *unused) {
  struct timespec used;
  do clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
  while (used.tv_sec * 1000 + used.tv_nsec / 1000000 < millis);
  return NULL;
}

int main(int argc, char **argv) {
  pthread_t threads[16];
  int count = atoi(argv[2]);
  millis = atol(argv[1]);
  for (int i = 1; i < atoi(argv[3]); i++)
    if (fork() == 0) break;
  for (int i = 0; i < count; i++) pthread_create(&threads[i], NULL, burn, NULL);
  for (int i = 0; i < count; i++) pthread_join(threads[i], NULL);
  while (wait(NULL) > 0) continue;
  return 0;
}
