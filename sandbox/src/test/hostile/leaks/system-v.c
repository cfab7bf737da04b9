// expect: success
#include "../probe.h"
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
static int lines(const char *path) {
  char line[512];
  FILE *file = fopen(path, "r");
  int count = 0;
  while (file && fgets(line, sizeof line, file)) count++;
  return count;
}
int main(void) {
  struct { long type; int text; } message = {1, getpid()};
  struct shm_info info;
  MUST(shmctl(0, SHM_INFO, (struct shmid_ds *)&info) >= 0 && info.used_ids == 0);
  MUST(lines("/proc/sysvipc/shm") <= 1 && lines("/proc/sysvipc/sem") <= 1 && lines("/proc/sysvipc/msg") <= 1);
  int memory = shmget(4711, 4096, IPC_CREAT | IPC_EXCL | 0666), queue = msgget(4711, IPC_CREAT | IPC_EXCL | 0666);
  int semaphore = semget(4711, 1, IPC_CREAT | IPC_EXCL | 0666);
  MUST(memory >= 0 && queue >= 0 && semaphore >= 0);
  int *shared = shmat(memory, 0, 0);
  MUST(*shared == 0);
  *shared = getpid();
  MUST(msgsnd(queue, &message, sizeof(int), 0) == 0 && semctl(semaphore, 0, SETVAL, 7) == 0);
  usleep(200000);
  MUST(*shared == getpid() && semctl(semaphore, 0, GETVAL) == 7);
  MUST(msgrcv(queue, &message, sizeof(int), 0, IPC_NOWAIT) == sizeof(int) && message.text == getpid());
  REFUSED(msgrcv(queue, &message, sizeof(int), 0, IPC_NOWAIT), ENOMSG);
  return VERDICT;
}
