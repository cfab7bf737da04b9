// expect: success
// Finds none on its second run, as that is in namespaces of its own.
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
int main(void) {
  if (open("/tmp/trace", O_CREAT | O_EXCL | O_WRONLY, 0666) < 0) return 1;
  if (shm_open("/trace", O_CREAT | O_EXCL | O_RDWR, 0666) < 0) return 2;
  if (shmget(4711, 4096, IPC_CREAT | IPC_EXCL | 0666) < 0) return 3;
  if (semget(4711, 1, IPC_CREAT | IPC_EXCL | 0666) < 0) return 4;
  if (msgget(4711, IPC_CREAT | IPC_EXCL | 0666) < 0) return 5;
  struct sockaddr_un name = {.sun_family = AF_UNIX, .sun_path = "\0trace"};
  if (bind(socket(AF_UNIX, SOCK_STREAM, 0), (struct sockaddr *)&name, sizeof name) < 0) return 6;
  if (fork() == 0) { setsid(); close(0); close(1); close(2); pause(); }
  return 0;
}
