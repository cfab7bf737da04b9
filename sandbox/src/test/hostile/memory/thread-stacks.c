// expect: memory_exceeded
#include <pthread.h>
#include <unistd.h>
static void *fill(void *unused) {
  volatile char frame[3 << 20];
  for (unsigned i = 0; i < sizeof frame; i += 1024) frame[i] = 1;
  pause();
  return unused;
}
int main(void) {
  pthread_t thread;
  pthread_attr_t large;
  pthread_attr_init(&large);
  pthread_attr_setstacksize(&large, 4 << 20);
  while (pthread_create(&thread, &large, fill, 0) == 0) ;
  for (;;) pause();
}
