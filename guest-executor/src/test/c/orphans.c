/* Leaves orphans behind, then does what it is told: crash, or wait to be ended. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char **argv) {
  char name[64] = "";
  gethostname(name, sizeof name - 1);
  printf("program: pid %d on %s:", getpid(), name);
  for (int i = 1; i < argc; i++) printf(" %s", argv[i]);
  printf("\n");
  fflush(stdout);
  if (fork() == 0) {
    for (int i = 0; i < 20; i++)
      if (fork() == 0) _exit(0);
    _exit(0);
  }
  wait(NULL);
  if (argc > 1 && strcmp(argv[1], "crash") == 0) abort();
  if (argc > 1 && strcmp(argv[1], "exit") == 0) return atoi(argv[2]);
  for (;;) pause();
}
