// expect: runtime_error (exit code 7)
// The thread takes the program's number over.
#include <pthread.h>
#include <unistd.h>
static void *replace(void *unused) { execl("/bin/sh", "sh", "-c", "exit 7", (char *)0); return unused; }
int main(void) {
  pthread_t thread;
  pthread_create(&thread, 0, replace, 0);
  for (;;) pause();
}
