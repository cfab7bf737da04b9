// expect: success
// The one that stays behind holds memory, a name and streams, and would write once a second had passed.
#include "../probe.h"
#include <dirent.h>
int main(void) {
  DIR *proc = opendir("/proc");
  for (struct dirent *entry; (entry = readdir(proc));)
    if (atoi(entry->d_name) > 0 && atoi(entry->d_name) != getpid()) found("process", entry->d_name);
  REFUSED(access("/tmp/held", F_OK), ENOENT);
  REFUSED(kill(-1, 0), ESRCH);
  MUST(getpid() < 10);
  if (fork() == 0) {
    setsid();
    open("/tmp/held", O_CREAT | O_RDWR, 0600);
    for (int i = 1; i < 65; i++) signal(i, SIG_IGN);
    for (;;) pause();
  }
  usleep(200000);
  MUST(access("/tmp/held", F_OK) == 0);
  return VERDICT;
}
