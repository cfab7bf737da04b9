// expect: success
#include "../probe.h"
int main(void) {
  char *argv[] = {"x", 0}, *envp[] = {0};
  MUST(mkdir("/tmp/directory", 0700) == 0 && mkfifo("/tmp/fifo", 0700) == 0);
  int script = open("/tmp/script", O_CREAT | O_WRONLY, 0700);
  MUST(write(script, "#!/no/such/interpreter\n", 23) == 23 && close(script) == 0);
  REFUSED(execve("/tmp/none", argv, envp), ENOENT);
  REFUSED(execve("/tmp/script", argv, envp), ENOENT);
  REFUSED(execve("/tmp/directory", argv, envp), EACCES);
  REFUSED(execve("/tmp/fifo", argv, envp), EACCES);
  REFUSED(execve("/etc/passwd", argv, envp), EACCES);
  int shm = open("/dev/shm/script", O_CREAT | O_WRONLY, 0700);
  MUST(write(shm, "#!/bin/true\n", 12) == 12 && close(shm) == 0);
  REFUSED(execve("/dev/shm/script", argv, envp), EACCES);
  return VERDICT;
}
