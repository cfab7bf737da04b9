// expect: success
// Numbers that are given in turn start anew: of processes, of inodes, of what System V has.
#include "../probe.h"
#include <sys/ipc.h>
#include <sys/shm.h>
int main(void) {
  struct stat first, second, third;
  MUST(getpid() < 10 && getppid() == 1);
  MUST(fstat(open("/tmp/one", O_CREAT | O_RDWR, 0600), &first) == 0);
  MUST(fstat(open("/tmp/two", O_CREAT | O_RDWR, 0600), &second) == 0);
  MUST(fstat(open("/dev/shm/one", O_CREAT | O_RDWR, 0600), &third) == 0);
  MUST(first.st_ino < 16 && second.st_ino < 16 && third.st_ino < 16);
  MUST(shmget(IPC_PRIVATE, 4096, IPC_CREAT | 0600) == 0);
  for (int i = 0; i < 50; i++) if (fork() == 0) _exit(0);
  while (wait(0) > 0) ;
  for (int i = 0; i < 50; i++) {
    char name[32];
    snprintf(name, sizeof name, "/tmp/more%d", i);
    open(name, O_CREAT | O_RDWR, 0600);
  }
  return VERDICT;
}
