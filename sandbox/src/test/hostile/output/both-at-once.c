// expect: success
// Neither stream waits for the other to be read.
#include <pthread.h>
#include <unistd.h>
static char block[65536];
static void *errors(void *unused) { for (int i = 0; i < 50; i++) write(2, block, sizeof block); return unused; }
int main(void) {
  pthread_t thread;
  pthread_create(&thread, 0, errors, 0);
  for (int i = 0; i < 50; i++) write(1, block, sizeof block);
  pthread_join(thread, 0);
  return 0;
}
