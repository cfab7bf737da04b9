// expect: success
// Locks are granted and not made: what nobody holds nobody else can see. Leases are not to be had.
#include "../probe.h"
#include <sys/file.h>
int main(void) {
  char line[256];
  int file = open("/tmp/lock", O_CREAT | O_RDWR, 0600), count = 0;
  struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
  MUST(flock(file, LOCK_EX | LOCK_NB) == 0);
  MUST(fcntl(file, F_SETLK, &whole) == 0);
  REFUSED(fcntl(file, F_SETLEASE, F_WRLCK), EINVAL);
  usleep(200000);
  FILE *locks = fopen("/proc/locks", "r");
  while (locks && fgets(line, sizeof line, locks)) count++;
  MUST(locks == 0 || count == 0);
  return VERDICT;
}
