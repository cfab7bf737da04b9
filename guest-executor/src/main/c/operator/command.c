/*
 * gavel-command: runs a command for an operator and makes sure that nothing of it stays.
 *
 *     gavel-command REPORT DIRECTORY PROGRAM [ARGUMENT...]
 *
 * Theory of operation. The executor starts this program with the command's standard streams and environment.
 * It makes itself the one that orphans are given to (PR_SET_CHILD_SUBREAPER), so that whatever the command
 * starts stays below it, however often it forks or calls setsid. The child goes to DIRECTORY, leads a session
 * of its own and executes PROGRAM; that it could not says one line over a pipe which closes on exec.
 *
 * It waits for three things at once: that the command ends, that the executor asks for the end (SIGTERM), that
 * the executor itself is gone (a pidfd of the parent). In every case all that is left below is killed: the
 * children as the kernel lists them are killed, and theirs, until there is none to wait for. A process is
 * found again if it was missed, as its parent's death makes it a child of this program.
 *
 * REPORT gets one line: `exited CODE`, `signaled NUMBER`, or `failed STEP ERRNO` where the command was not
 * started. It is a file of the executor's own, opened before anything is started.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { BROKEN = 125, ARGUMENTS = 4, DEEPEST = 64 };

static int report_file;

static void report(const char *what, int number) {
  if (dprintf(report_file, "%s %d\n", what, number) < 0) _exit(BROKEN);
}

static void give_up(const char *step, int error) {
  dprintf(report_file, "failed %s %d\n", step, error);
  _exit(BROKEN);
}

static int checked(int result, const char *step) {
  if (result < 0) give_up(step, errno);
  return result;
}

/* The executor may be protected from the OOM killer; what an operator starts is not. */
static void give_up_protection(void) {
  char text[16] = "";
  int score = checked(open("/proc/self/oom_score_adj", O_RDONLY | O_CLOEXEC), "oom_score_adj");
  checked((int)read(score, text, sizeof text - 1), "oom_score_adj");
  close(score);
  if (text[0] != '-') return;
  score = checked(open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC), "oom_score_adj");
  checked((int)write(score, "0", 1), "oom_score_adj");
  close(score);
}

/* In the child. What failed goes over the pipe; success closes it. */
static void start(const char *directory, char **argv, const sigset_t *before, int failures) {
  int failed[2] = {0, 0};
  if (chdir(directory) < 0) {
    failed[0] = 'd';
  } else if (setsid() < 0 || sigprocmask(SIG_SETMASK, before, NULL) < 0) {
    failed[0] = 's';
  } else {
    execvp(argv[0], argv);
    failed[0] = 'x';
  }
  failed[1] = errno;
  if (write(failures, failed, sizeof failed) < 0) _exit(BROKEN);
  _exit(BROKEN);
}

/* Reports what kept the child from its program, if anything did. */
static bool has_failed(int failures) {
  int failed[2];
  ssize_t count;
  do count = read(failures, failed, sizeof failed);
  while (count < 0 && errno == EINTR);
  if (count != (ssize_t)sizeof failed) return false;
  report(failed[0] == 'd' ? "failed chdir" : failed[0] == 's' ? "failed setsid" : "failed exec", failed[1]);
  return true;
}

/* Kills the process, and then whom it leaves behind: they are this program's children a moment later. */
static void kill_below(pid_t parent, int depth) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%d/task/%d/children", parent, parent);
  FILE *children = depth < DEEPEST ? fopen(path, "re") : NULL;
  if (children == NULL) return; /* it is gone: its children are somebody else's by now */
  int child;
  while (fscanf(children, "%d", &child) == 1) {
    kill_below(child, depth + 1);
    kill(child, SIGKILL);
  }
  fclose(children);
}

/* Waits for children with these options, once, and for all others that have ended as well. */
static bool reap(pid_t command, int options, int *status, bool *ended) {
  int each;
  pid_t gone = waitpid(-1, &each, options);
  bool any = gone > 0 || (gone < 0 && errno != ECHILD);
  for (; gone > 0; gone = waitpid(-1, &each, WNOHANG)) {
    if (gone == command) {
      *status = each;
      *ended = true;
    }
  }
  return any;
}

/* Until nobody is left; the status of the command is kept where it had not ended yet. */
static void end_all(pid_t command, int *status, bool *ended) {
  do {
    if (!*ended) kill(command, SIGKILL);
    kill_below(getpid(), 0);
  } while (reap(command, 0, status, ended));
}

/* Returns when the command ended, the executor wants its end, or is gone. Orphans are waited for on the way. */
static void await_end(pid_t command, int signals, int executor, int *status, bool *ended) {
  struct pollfd events[] = {{.fd = signals, .events = POLLIN}, {.fd = executor, .events = POLLIN}};
  while (!*ended) {
    if (poll(events, 2, -1) < 0 && errno != EINTR) give_up("poll", errno);
    if (events[1].revents != 0) return;
    struct signalfd_siginfo signal;
    if (events[0].revents == 0 || read(signals, &signal, sizeof signal) != (ssize_t)sizeof signal) continue;
    if (signal.ssi_signo == SIGTERM) return;
    reap(command, WNOHANG, status, ended);
  }
}

int main(int argc, char **argv) {
  if (argc < ARGUMENTS) return BROKEN;
  report_file = open(argv[1], O_WRONLY | O_CLOEXEC | O_NOFOLLOW);
  if (report_file < 0) return BROKEN;
  give_up_protection();
  pid_t parent = getppid();
  int executor = checked((int)syscall(SYS_pidfd_open, parent, 0), "pidfd_open");
  checked(prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0), "prctl");
  sigset_t watched, before;
  sigemptyset(&watched);
  sigaddset(&watched, SIGCHLD);
  sigaddset(&watched, SIGTERM);
  checked(sigprocmask(SIG_BLOCK, &watched, &before), "sigprocmask");
  int signals = checked(signalfd(-1, &watched, SFD_CLOEXEC), "signalfd");
  int failures[2];
  checked(pipe2(failures, O_CLOEXEC), "pipe2");
  pid_t command = checked(fork(), "fork");
  if (command == 0) start(argv[2], argv + 3, &before, failures[1]);
  close(failures[1]);
  bool failed = has_failed(failures[0]);
  int status = 0;
  bool ended = false;
  if (getppid() == parent) await_end(command, signals, executor, &status, &ended);
  end_all(command, &status, &ended);
  if (failed) return 0;
  if (WIFSIGNALED(status)) report("signaled", WTERMSIG(status));
  else report("exited", WEXITSTATUS(status));
  return 0;
}
