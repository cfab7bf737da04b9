/* take KIND KIB: takes so much of one kind of memory and exits. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static void fill(const char *directory, size_t size) {
  static char chunk[1 << 16];
  char path[64];
  snprintf(path, sizeof path, "%s/fill", directory);
  int file = open(path, O_CREAT | O_WRONLY, 0600);
  for (size_t done = 0; done < size; done += sizeof chunk)
    if (write(file, chunk, sizeof chunk) < 0) exit(errno);
}

static __attribute__((noinline)) int deep(size_t left) {
  volatile char frame[4096];
  memset((char *)frame, 1, sizeof frame);
  return left <= sizeof frame ? 0 : deep(left - sizeof frame) + frame[0] - 1;
}

static void hold(size_t size, int flags) {
  char *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_ANONYMOUS | flags, -1, 0);
  if (memory == MAP_FAILED) exit(99);
  memset(memory, 1, size);
}

int main(int argc, char **argv) {
  size_t size = strtoul(argv[2], NULL, 10) << 10;
  int status = 0;
  if (strcmp(argv[1], "private") == 0) hold(size, MAP_PRIVATE);
  if (strcmp(argv[1], "shared") == 0) hold(size, MAP_SHARED);
  if (strcmp(argv[1], "tmp") == 0) fill("/tmp", size);
  if (strcmp(argv[1], "shm") == 0) fill("/dev/shm", size);
  if (strcmp(argv[1], "stack") == 0) return deep(size);
  if (strcmp(argv[1], "child") == 0) {
    if (fork() == 0) hold(size, MAP_PRIVATE), exit(0);
    wait(&status);
  }
  if (strcmp(argv[1], "children") == 0) {
    for (int i = 0; i < 4; i++)
      if (fork() == 0) hold(size / 4, MAP_PRIVATE), pause();
    sleep(1);
  }
  if (strcmp(argv[1], "refused") == 0) {
    hold(size, MAP_PRIVATE);
    hold((size_t)1 << 46, MAP_PRIVATE);
  }
  return 0;
}
