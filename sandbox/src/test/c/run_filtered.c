/*
 * run_filtered FILTER PROGRAM [ARGUMENT...]: runs a program under a filter and answers for its
 * supervisor. The child installs the filter and executes the program; the parent takes the
 * listener out of it by pidfd_getfd. A call that is notified is reported on stderr as
 * "notified NUMBER" and its process killed. Exits as the program did, with 128 + signal if killed.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MAX_INSTRUCTIONS = 4096, FAILED = 125 };

static void need(long result, const char *step) {
  if (result >= 0) return;
  perror(step);
  _exit(FAILED);
}

static void run(const char *filter, char **argv, int ready, int go) {
  static struct sock_filter instructions[MAX_INSTRUCTIONS];
  int file = open(filter, O_RDONLY | O_CLOEXEC);
  need(file, "open");
  ssize_t size = read(file, instructions, sizeof instructions);
  need(size, "read");
  struct sock_fprog program = {.len = (unsigned short)((size_t)size / sizeof *instructions),
                               .filter = instructions};
  need(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no_new_privs");
  int listener = (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER,
                              SECCOMP_FILTER_FLAG_NEW_LISTENER, &program);
  need(listener, "seccomp");
  need(write(ready, &listener, sizeof listener), "write");
  char byte;
  need(read(go, &byte, 1), "wait"); /* ends when the parent has its copy */
  execv(argv[0], argv);
  need(-1, "execv");
}

static int take_listener(int pidfd, int ready) {
  int theirs = -1;
  if (read(ready, &theirs, sizeof theirs) != sizeof theirs) return -1;
  return (int)syscall(SYS_pidfd_getfd, pidfd, theirs, 0);
}

static void answer(int listener) {
  struct seccomp_notif notice = {0};
  if (ioctl(listener, SECCOMP_IOCTL_NOTIF_RECV, &notice) < 0) return; /* it died meanwhile */
  fprintf(stderr, "notified %d\n", notice.data.nr);
  kill((pid_t)notice.pid, SIGKILL);
}

int main(int argc, char **argv) {
  int ready[2], go[2], status;
  if (argc < 3) return FAILED;
  need(pipe2(ready, O_CLOEXEC), "pipe");
  need(pipe2(go, O_CLOEXEC), "pipe");
  pid_t child = fork();
  need(child, "fork");
  if (child == 0) {
    close(go[1]);
    run(argv[1], argv + 2, ready[1], go[0]);
  }
  close(ready[1]);
  close(go[0]);
  int pidfd = (int)syscall(SYS_pidfd_open, child, 0);
  need(pidfd, "pidfd_open");
  int listener = take_listener(pidfd, ready[0]);
  need(listener, "listener");
  close(go[1]);
  struct pollfd events[] = {{.fd = listener, .events = POLLIN}, {.fd = pidfd, .events = POLLIN}};
  while (events[1].revents == 0) {
    need(poll(events, 2, -1), "poll");
    if (events[0].revents & POLLIN) answer(listener);
    if (events[0].revents & POLLHUP) events[0].fd = -1; /* nobody is left under the filter */
  }
  need(waitpid(child, &status, 0), "waitpid");
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}
