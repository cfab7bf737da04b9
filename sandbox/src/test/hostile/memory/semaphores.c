// expect: memory_exceeded under memory 16MiB
#include <sys/ipc.h>
#include <sys/sem.h>
int main(void) {
  for (;;) if (semget(IPC_PRIVATE, 32000, IPC_CREAT | 0600) < 0) return 1;
}
