/* What a program could plant in its directory, and how it could change it under somebody's eyes.
 * Each is one word and a directory; those that go on for ever end when standard input does. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

static void need(int ok, const char *what) {
  if (!ok) {
    perror(what);
    exit(1);
  }
}

static int wanted(void) {
  struct pollfd in = {.fd = 0, .events = POLLIN};
  return poll(&in, 1, 0) == 0;
}

static void ready(void) {
  need(write(1, "ready\n", 6) == 6, "write");
}

static void empty_files(long count) {
  char name[64];
  for (long i = 0; i < count; i++) {
    snprintf(name, sizeof name, "file%ld", i);
    need(mknod(name, S_IFREG | 0600, 0) == 0, name);
  }
}

/* Half of them in one directory, half in directories of a thousand. */
static void files(long count) {
  char name[64];
  empty_files(count / 2);
  for (long i = 0; i < count / 2000; i++) {
    snprintf(name, sizeof name, "directory%ld", i);
    need(mkdir(name, 0) == 0 && chdir(name) == 0, name);
    empty_files(1000);
    need(chdir("..") == 0, "..");
  }
}

static void deep(long depth) {
  for (long i = 0; i < depth; i++) {
    need(mkdir("d", 0700) == 0 && mknod("f", S_IFREG | 0600, 0) == 0 && chdir("d") == 0, "d");
  }
}

static void fill_inodes(void) {
  char name[64];
  long i = 0;
  do {
    snprintf(name, sizeof name, "fill%ld", i++);
  } while (mknod(name, S_IFREG | 0600, 0) == 0);
  need(errno == ENOSPC, "mknod");
}

static void swap(void) {
  ready();
  for (unsigned long i = 0; (i & 1023) != 0 || wanted(); i++) {
    renameat2(AT_FDCWD, "a", AT_FDCWD, "b", RENAME_EXCHANGE);
  }
}

/* A directory and a link to what is outside in one another's place, made again when they are gone.
 * By another user, who cannot write through the links himself. */
static void replant(uid_t writer) {
  need(setresgid(writer, writer, writer) == 0 && setresuid(writer, writer, writer) == 0, "setresuid");
  ready();
  for (unsigned long i = 0; (i & 1023) != 0 || wanted(); i++) {
    mkdir("a", 0700);
    mknod("a/f", S_IFREG | 0600, 0);
    mkdir("a/d", 0700);
    mkdir("a/d/e", 0700);
    (void)!symlink("../outside", "b");
    renameat2(AT_FDCWD, "a", AT_FDCWD, "b", RENAME_EXCHANGE);
    (void)!symlink("../../outside", "b/d/l");
    renameat2(AT_FDCWD, "b/d", AT_FDCWD, "b/d/l", RENAME_EXCHANGE);
    renameat2(AT_FDCWD, "a/d/e", AT_FDCWD, "a/d/l", RENAME_EXCHANGE);
  }
}

static void lease(void) {
  signal(SIGIO, SIG_IGN);
  int fd = open("leased", O_RDWR | O_CREAT, 0600);
  need(fd >= 0 && fcntl(fd, F_SETLEASE, F_WRLCK) == 0, "lease");
  ready();
  char byte;
  (void)!read(0, &byte, 1);
}

static void listening(void) {
  struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = "socket"};
  int fd = socket(AF_UNIX, SOCK_STREAM, 0);
  need(fd >= 0 && bind(fd, (struct sockaddr *)&address, sizeof address) == 0, "bind");
}

int main(int argc, char **argv) {
  need(argc >= 3 && chdir(argv[2]) == 0, "chdir");
  long count = argc > 3 ? atol(argv[3]) : 0;
  if (!strcmp(argv[1], "files")) files(count);
  else if (!strcmp(argv[1], "deep")) deep(count);
  else if (!strcmp(argv[1], "fill")) fill_inodes();
  else if (!strcmp(argv[1], "swap")) swap();
  else if (!strcmp(argv[1], "replant")) replant((uid_t)count);
  else if (!strcmp(argv[1], "lease")) lease();
  else if (!strcmp(argv[1], "socket")) listening();
  else return 2;
  return 0;
}
