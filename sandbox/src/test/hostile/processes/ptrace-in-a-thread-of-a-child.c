// expect: security_violation (ptrace)
#include <pthread.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>
static void *trace(void *unused) { ptrace(PTRACE_TRACEME, 0, 0, 0); return unused; }
int main(void) {
  if (fork() == 0) {
    pthread_t thread;
    pthread_create(&thread, 0, trace, 0);
    pthread_join(thread, 0);
    return 0;
  }
  wait(0);
  return 0;
}
