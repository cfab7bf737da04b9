/*
 * The programs of the soak test in one, by their first argument. Each tries to leave something behind, or is
 * ended in the middle of it.
 */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/shm.h>
#include <unistd.h>

static const size_t MIB = 1 << 20;

/* Files, a directory, a link and a FIFO, and a file that is deleted while it is open. */
static int leave_files(const char *directory) {
  static const char text[4096] = "left behind";
  char name[128];
  for (int i = 0; i < 16; i++) {
    snprintf(name, sizeof name, "%s/file-%d", directory, i);
    int file = open(name, O_CREAT | O_WRONLY, 0600);
    if (file < 0) return 1;
    for (int part = 0; part < 8; part++)
      if (write(file, text, sizeof text) != (ssize_t)sizeof text) return 2;
    if (i % 4 == 0 && unlink(name) != 0) return 3;
  }
  snprintf(name, sizeof name, "%s/link", directory);
  return symlink("/etc/passwd", name) == 0 ? 0 : 4;
}

/* Segments and queues of System V outlive their makers. */
static int leave_ipc(void) {
  int segment = shmget(IPC_PRIVATE, 64 * 1024, IPC_CREAT | 0600);
  return segment >= 0 && msgget(IPC_PRIVATE, IPC_CREAT | 0600) >= 0 ? leave_files("/dev/shm") : 5;
}

/* Daemons that hear no signal, in sessions of their own, with standard output open. */
static int leave_daemons(void) {
  for (int i = 0; i < 6; i++) {
    pid_t child = fork();
    if (child < 0) return 6;
    if (child > 0) continue;
    setsid();
    if (fork() != 0) _exit(0);
    for (int number = 1; number < NSIG; number++) signal(number, SIG_IGN);
    for (;;) pause();
  }
  return 0;
}

static int use_memory(size_t size) {
  char *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return 7;
  memset(memory, 1, size);
  return memory[size / 2] == 1 ? 0 : 8;
}

int main(int count, char **words) {
  const char *what = count > 1 ? words[1] : "";
  if (strcmp(what, "files") == 0) return leave_files("/tmp");
  if (strcmp(what, "ipc") == 0) return leave_ipc();
  if (strcmp(what, "daemons") == 0) return leave_daemons();
  if (strcmp(what, "memory") == 0) return use_memory(8 * MIB);
  if (strcmp(what, "hoard") == 0) return use_memory(1024 * MIB);
  if (strcmp(what, "spin") == 0)
    for (volatile int i = 0;; i++) continue;
  if (strcmp(what, "sleep") == 0)
    for (;;) pause();
  fprintf(stderr, "there is no program '%s'\n", what);
  return 9;
}
