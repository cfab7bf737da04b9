// expect: memory_exceeded
#include <string.h>
#include <sys/shm.h>
int main(void) {
  for (;;) {
    char *memory = shmat(shmget(IPC_PRIVATE, 16 << 20, IPC_CREAT | 0600), 0, 0);
    if (memory == (void *)-1) return 1;
    memset(memory, 1, 16 << 20);
  }
}
