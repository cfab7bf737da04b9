// expect: security_violation (bpf)
#include <pthread.h>
#include <sys/syscall.h>
#include <unistd.h>
static void *attack(void *unused) { syscall(SYS_bpf, 0, 0, 0); return unused; }
int main(void) {
  pthread_t thread;
  for (int i = 0; i < 40; i++) if (fork() == 0) attack(0);
  for (int i = 0; i < 10; i++) pthread_create(&thread, 0, attack, 0);
  for (;;) pause();
}
