// expect: memory_exceeded under memory 16MiB
#include <sys/ipc.h>
#include <sys/msg.h>
int main(void) {
  struct { long type; char text[8192]; } message = {1};
  for (;;) {
    int queue = msgget(IPC_PRIVATE, IPC_CREAT | 0600);
    if (queue < 0) return 1;
    while (msgsnd(queue, &message, sizeof message.text, IPC_NOWAIT) == 0) ;
  }
}
