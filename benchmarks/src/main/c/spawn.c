/*
 * gavel-spawn: starts programs and says how long each took, so that what is compared with the sandbox does not
 * pay for being started by a JVM.
 *
 * An order is a frame on stdin: its length (u32, little-endian), then words that end in NUL, each `key=value`:
 *   times=N         how often
 *   errors=PATH     where standard error goes; standard input and output are /dev/null
 *   join=PATH       as often as needed: a cgroup file that each process writes "0" to before it executes
 *   uid=N           the user and group to become before that; nothing: stay
 *   pass=PATH       a file that each process finds open as descriptor 9; nothing: none
 *   step            begins a command, of which each run makes one after the other
 *   arg=WORD        of the command
 * The reply is one line: the nanoseconds of each run, from before the first vfork until after the last wait, or
 * `failed:WHAT:NUMBER` with an errno or a wait status. The end of stdin is the end.
 */
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { FRAME_MAX = 1 << 20, STEPS_MAX = 4, ARGS_MAX = 256, JOINS_MAX = 4, PASSED = 9 };

struct order {
  unsigned long times;
  const char *errors, *pass, *uid;
  const char *joins[JOINS_MAX];
  size_t join_count, step_count;
  char *steps[STEPS_MAX][ARGS_MAX + 1];
};

struct failure {
  const char *what;
  int number;
};

static char *environment[] = {"PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin", NULL};

static int64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static bool read_fully(void *to, size_t length) {
  for (char *at = to; length > 0;) {
    ssize_t count = read(STDIN_FILENO, at, length);
    if (count <= 0) return false;
    at += count;
    length -= (size_t)count;
  }
  return true;
}

static void misuse(const char *what) {
  dprintf(STDERR_FILENO, "gavel-spawn: not an order: %s\n", what);
  exit(2);
}

static bool takes(const char *word, const char *key, const char **value) {
  size_t length = strlen(key);
  if (strncmp(word, key, length) != 0 || word[length] != '=') return false;
  *value = word + length + 1;
  return true;
}

static void read_order(struct order *order, char *bytes, size_t length) {
  size_t args = 0;
  const char *value;
  for (char *word = bytes; word < bytes + length; word += strlen(word) + 1) {
    if (strcmp(word, "step") == 0) {
      if (order->step_count++ == STEPS_MAX) misuse("too many steps");
      args = 0;
    } else if (takes(word, "arg", &value)) {
      if (order->step_count == 0 || args == ARGS_MAX) misuse("arguments");
      order->steps[order->step_count - 1][args++] = word + strlen("arg=");
    } else if (takes(word, "times", &value)) {
      order->times = strtoul(value, NULL, 10);
    } else if (takes(word, "join", &value)) {
      if (order->join_count == JOINS_MAX) misuse("too many groups");
      order->joins[order->join_count++] = value;
    } else if (!takes(word, "errors", &order->errors) && !takes(word, "uid", &order->uid) &&
               !takes(word, "pass", &order->pass)) {
      misuse(word);
    }
  }
}

/* The child shares our memory until it executes: what went wrong is told in it. */
static _Noreturn void become(const struct order *order, char **command, const int *files, volatile struct failure *failure) {
  failure->what = "group";
  for (size_t i = 0; i < order->join_count; i++) {
    int group = open(order->joins[i], O_WRONLY | O_CLOEXEC);
    if (group < 0 || write(group, "0", 1) != 1) goto failed;
  }
  failure->what = "stdio";
  if (dup2(files[0], 0) < 0 || dup2(files[0], 1) < 0 || dup2(files[1], 2) < 0) goto failed;
  if (files[2] >= 0 && (dup2(files[2], PASSED) < 0 || lseek(PASSED, 0, SEEK_SET) != 0)) goto failed;
  failure->what = "user";
  if (order->uid != NULL) {
    unsigned uid = (unsigned)strtoul(order->uid, NULL, 10);
    if (syscall(SYS_setgroups, 0, NULL) != 0 || syscall(SYS_setresgid, uid, uid, uid) != 0 ||
        syscall(SYS_setresuid, uid, uid, uid) != 0)
      goto failed;
  }
  failure->what = "exec";
  execve(command[0], command, environment);
failed:
  failure->number = errno;
  _exit(127);
}

static bool run_step(const struct order *order, char **command, const int *files, volatile struct failure *failure) {
  int status;
  failure->what = NULL;
  failure->number = 0;
  pid_t child = vfork();
  if (child == 0) become(order, command, files, failure);
  if (child < 0 || waitpid(child, &status, 0) != child) {
    failure->what = "vfork";
    failure->number = errno;
    return false;
  }
  if (failure->number == 0 && status != 0) {
    failure->what = "status";
    failure->number = status;
  }
  return failure->number == 0;
}

static void carry_out(const struct order *order) {
  volatile struct failure failure = {NULL, 0};
  const int files[] = {open("/dev/null", O_RDWR | O_CLOEXEC),
                       open(order->errors == NULL ? "/dev/null" : order->errors, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600),
                       order->pass == NULL ? -1 : open(order->pass, O_RDONLY | O_CLOEXEC)};
  if (files[0] < 0 || files[1] < 0 || (order->pass != NULL && files[2] < 0)) {
    printf("failed:files:%d", errno);
  } else {
    for (unsigned long i = 0; i < order->times && failure.number == 0; i++) {
      int64_t begin = now();
      for (size_t step = 0; step < order->step_count && failure.number == 0; step++)
        run_step(order, (char **)order->steps[step], files, &failure);
      int64_t end = now();
      if (failure.number == 0) printf("%lld ", (long long)(end - begin));
    }
    if (failure.number != 0) printf("failed:%s:%d", failure.what, failure.number);
  }
  printf("\n");
  fflush(stdout);
  for (size_t i = 0; i < sizeof files / sizeof *files; i++)
    if (files[i] >= 0) close(files[i]);
}

int main(void) {
  static char bytes[FRAME_MAX + 1];
  static struct order order;
  uint32_t length;
  while (read_fully(&length, sizeof length)) {
    if (length > FRAME_MAX) misuse("length");
    if (!read_fully(bytes, length)) break;
    bytes[length] = 0;
    memset(&order, 0, sizeof order);
    read_order(&order, bytes, length);
    carry_out(&order);
  }
  return 0;
}
