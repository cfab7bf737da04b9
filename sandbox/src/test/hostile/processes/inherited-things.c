// expect: success
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>
static int privileged(const char *line) {
  return strncmp(line, "Cap", 3) == 0 && strtoull(line + 7, 0, 16) != 0;
}
int main(void) {
  for (int fd = 3; fd < 1024; fd++) if (fcntl(fd, F_GETFD) >= 0) return fd;
  char line[256];
  FILE *status = fopen("/proc/self/status", "r");
  while (fgets(line, sizeof line, status))
    if (privileged(line)) { fputs(line, stdout); return 1; }
  for (int number = 1; number < 32; number++) {
    struct sigaction action;
    if (sigaction(number, 0, &action) == 0 && action.sa_handler != SIG_DFL) return 2;
  }
  sigset_t mask, none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, 0, &mask);
  if (memcmp(&mask, &none, 8) != 0) return 4;
  if (getsid(0) != 0 || getpgrp() != getpid() || umask(0) != 022) return 5; /* the session is the launcher's */
  if (prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) != 1 || getgroups(0, 0) != 0) return 6;
  if (setuid(0) == 0 || setgid(0) == 0) return 7;
  return 0;
}
