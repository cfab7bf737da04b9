// expect: success
#include "../probe.h"
#include <mqueue.h>
#include <semaphore.h>
#include <sys/mman.h>
int main(void) {
  MUST(shm_open("/trace", O_CREAT | O_EXCL | O_RDWR, 0666) >= 0);
  MUST(sem_open("/trace", O_CREAT | O_EXCL, 0666, 1) != SEM_FAILED);
  struct mq_attr attributes = {.mq_maxmsg = 1, .mq_msgsize = 8};
  MUST(mq_open("/trace", O_CREAT | O_EXCL | O_RDWR, 0666, &attributes) == (mqd_t)-1);
  MUST(access("/dev/mqueue", F_OK) < 0);
  usleep(200000);
  sem_t *semaphore = sem_open("/trace", 0);
  int value = 0;
  MUST(semaphore != SEM_FAILED && sem_getvalue(semaphore, &value) == 0 && value == 1);
  return VERDICT;
}
