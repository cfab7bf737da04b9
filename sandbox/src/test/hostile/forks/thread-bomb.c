// expect: success
#include <errno.h>
#include <pthread.h>
#include <unistd.h>
static void *wait_forever(void *unused) { pause(); return unused; }
int main(void) {
  pthread_t thread;
  int made = 0;
  while (pthread_create(&thread, 0, wait_forever, 0) == 0) made++;
  return made >= 20 && made < 64 ? 0 : made;
}
