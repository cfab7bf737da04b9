/* many threads|processes COUNT: starts so many and keeps them; its status is errno. */
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

static void *wait_for_the_end(void *unused) {
  pause();
  return NULL;
}

int main(int argc, char **argv) {
  pthread_t thread;
  for (int i = 0; i < atoi(argv[2]); i++) {
    if (argv[1][0] == 't') {
      int error = pthread_create(&thread, NULL, wait_for_the_end, NULL);
      if (error != 0) return error;
    } else {
      pid_t child = fork();
      if (child < 0) return errno;
      if (child == 0) pause();
    }
  }
  return 0;
}
