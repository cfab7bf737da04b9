// expect: success printing "later"
#include <pthread.h>
#include <unistd.h>
static void *go_on(void *unused) { usleep(100000); write(1, "later", 5); _exit(0); }
int main(void) {
  pthread_t thread;
  pthread_create(&thread, 0, go_on, 0);
  pthread_exit(0);
}
