// expect: success
#include "../probe.h"
#include <sys/mman.h>
#include <sys/shm.h>
int main(void) {
  char *page = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  REFUSED(mlock(page, 4096), EPERM);
  REFUSED(mlockall(MCL_CURRENT), EPERM);
  REFUSED(mmap(0, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_LOCKED, -1, 0), EPERM);
  REFUSED(shmget(IPC_PRIVATE, 2 << 20, IPC_CREAT | SHM_HUGETLB | 0600), ENOMEM);
  int segment = shmget(IPC_PRIVATE, 4096, IPC_CREAT | 0600);
  MUST(segment >= 0);
  REFUSED(shmctl(segment, SHM_LOCK, 0), EPERM);
  return VERDICT;
}
