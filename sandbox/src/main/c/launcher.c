/*
 * gavel-launcher: runs one program after the other in a sandbox, one process per slot.
 * THEORY OF OPERATION
 *
 * Processes. The JVM starts one launcher per slot, as root. For each run the launcher clones a stub into new pid,
 * mount and ipc namespaces, where it is pid 1; the stub clones the program-to-be, which gives up every privilege
 * and calls execve. A program is never pid 1 itself, because signals without a handler (abort!) do not reach a pid
 * 1. The stub reaps whatever is orphaned, says how the program ended, kills what is left and exits; a pid 1 is gone
 * only after all of its namespace is, so once the launcher has waited for the stub nothing of the run lives.
 *
 * Once per slot (here and rootfs.c): mount, net and uts namespaces, a tmpfs root with read-only binds of the host's
 * toolchains, pivot_root; no_new_privs, an empty bounding set, no groups, the constant rlimits. The launcher keeps
 * two ways to the host, both out of reach for programs: a descriptor of a detached copy of its mounts, for cgroup
 * files, and the state directory at /.work, which is the launcher's working directory and which the stub takes out
 * of its own namespace before the program starts.
 *
 * Once per run (run.c, child.c), in this order:
 *   launcher  stdin: a regular file below /.work, no links followed. stdout, stderr: pipes, given to the slot's uid
 *             so that /dev/stdout can be reopened; `started` tells the JVM which descriptors of ours the read ends
 *             are, and it opens them by way of /proc
 *   stub      PDEATHSIG; /box, /proc, /tmp, /dev/shm; clones the program (v2: into its cgroup)
 *   program   stdio, setsid, cgroup while it is still root (v1: by `tasks`, which for the caller's own thread takes
 *             no global lock), uid, close_range, rlimits, seccomp, which forbids the rest, RLIMIT_NOFILE, as the
 *             listener needed a descriptor; execve
 *   launcher  waits on {children's channel, stdin, seccomp listener, timer}. The timer is the wall clock left or
 *             the CPU time left divided by the CPUs that could burn it, whichever is less: no limit can pass before
 *             it fires, so it fires a few times per run, not all the time
 *
 * Kill. SIGTERM to the stub, which only the launcher can send: it kills all the others, reaps them and reports as
 * ever, so that a killed run has its usage, too. If that takes too long, SIGKILL to the stub.
 *
 * Channels. stdin: frames (setup, then `run` and `kill`); its end, at any time, kills the run and ends the
 * launcher. stdout: one line per event. Children: a CLOEXEC seqpacket pair; each message is one packet, the one
 * before execve carries the seccomp listener. The program never holds an end of it.
 *
 * Whose fault. `failed:exec:ERRNO` is about the program; `failed:STEP:ERRNO` with any other step is about us. How a
 * program ended is in the `ended` line, as facts.
 */
#include "launcher.h"

#include <grp.h>
#include <linux/openat2.h>
#include <linux/securebits.h>
#include <sched.h>
#include <time.h>

struct slot slot = {.channel = -1, .outputs = {-1, -1}, .groups = {.into = -1, .cpu = -1}};

int64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

noreturn void give_up(int error, const char *step) {
  const struct message failed = {.kind = FAILED, .error = error, .step = step};
  if (slot.channel < 0)
    dprintf(STDOUT_FILENO, "failed:%s:%d\n", step, error);
  else
    tell(&failed, -1);
  _exit(1);
}

int checked(int result, const char *step) {
  if (result < 0) give_up(errno, step);
  return result;
}

static bool read_fully(char *to, size_t length) {
  while (length > 0) {
    ssize_t count = read(STDIN_FILENO, to, length);
    if (count <= 0) return false;
    to += count;
    length -= (size_t)count;
  }
  return true;
}

/* False at the end of stdin. A frame that breaks the rules is our own JVM's bug: the end, too. */
bool frame_read(struct frame *frame) {
  frame->at = 0;
  if (!read_fully((char *)&frame->length, sizeof frame->length)) return false;
  if (frame->length > FRAME_MAX) give_up(EMSGSIZE, "frame");
  if (!read_fully(frame->bytes, frame->length)) return false;
  frame->bytes[frame->length] = 0;
  return true;
}

/* The value of the next token if it has this key, else NULL. */
char *frame_take(struct frame *frame, const char *key) {
  char *token = frame->bytes + frame->at;
  size_t length = strlen(key);
  if (frame->at >= frame->length || strncmp(token, key, length) != 0 || token[length] != '=') return NULL;
  frame->at += (uint32_t)strlen(token) + 1;
  return token + length + 1;
}

char *frame_need(struct frame *frame, const char *key) {
  char *value = frame_take(frame, key);
  if (value == NULL) give_up(EBADMSG, key);
  return value;
}

int open_beneath(int directory, const char *path, int flags) {
  struct open_how how = {.flags = (unsigned)flags | O_CLOEXEC, .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS};
  return (int)syscall(SYS_openat2, directory, path, &how, sizeof how);
}

/* All is blocked here and in the stub, which waits for signals; a JVM may have left some ignored, too. */
static void reset_signals(void) {
  sigset_t all;
  sigfillset(&all);
  checked(sigprocmask(SIG_SETMASK, &all, NULL), "signals");
  for (int number = 1; number < NSIG; number++)
    if (number != SIGKILL && number != SIGSTOP) signal(number, SIG_DFL);
}

/* The BPF program comes as hexadecimal digits: no file that would have to be guarded. */
static void read_filter(struct sock_fprog *filter, const char *hex) {
  static struct sock_filter instructions[BPF_MAXINSNS];
  unsigned char *bytes = (unsigned char *)instructions;
  size_t length = strlen(hex) / 2;
  if (length % sizeof *instructions != 0 || length > sizeof instructions) give_up(EBADMSG, "filter");
  for (size_t i = 0; i < length; i++)
    if (sscanf(hex + 2 * i, "%2hhx", &bytes[i]) != 1) give_up(EBADMSG, "filter");
  *filter = (struct sock_fprog){(unsigned short)(length / sizeof *instructions), instructions};
}

/* All that every program is to lack and the launcher itself does not need. */
static void drop_what_nobody_needs(void) {
  const struct rlimit none = {0, 0};
  const unsigned long bits = SECBIT_NOROOT | SECBIT_NOROOT_LOCKED | SECBIT_NO_CAP_AMBIENT_RAISE |
                             SECBIT_NO_CAP_AMBIENT_RAISE_LOCKED;
  for (int capability = 0; prctl(PR_CAPBSET_READ, capability, 0, 0, 0) >= 0; capability++)
    checked(prctl(PR_CAPBSET_DROP, capability, 0, 0, 0), "bounding-set");
  checked(prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0), "ambient");
  checked(prctl(PR_SET_SECUREBITS, bits, 0, 0, 0), "securebits");
  checked(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no-new-privs");
  checked(setgroups(0, NULL), "setgroups");
  checked(setrlimit(RLIMIT_CORE, &none), "rlimits");
  checked(setrlimit(RLIMIT_MEMLOCK, &none), "rlimits");
  checked(setrlimit(RLIMIT_MSGQUEUE, &none), "rlimits");
  umask(022);
}

static void prepare(void) {
  if (!frame_read(&slot.frame)) _exit(0);
  slot.uid = (uid_t)strtoul(frame_need(&slot.frame, "uid"), NULL, 10);
  if (slot.uid == 0) give_up(EPERM, "uid");
  read_filter(&slot.filter, frame_need(&slot.frame, "filter"));
  checked(unshare(CLONE_NEWNS | CLONE_NEWNET | CLONE_NEWUTS | CLONE_NEWIPC), "unshare");
  checked(sethostname("gavel", 5), "hostname");
  rootfs_build();
  drop_what_nobody_needs();
  dprintf(STDOUT_FILENO, "ready\n");
}

static int open_group(const char *path, int flags) {
  return checked(open_beneath(slot.host, path + 1, flags), "cgroup-open");
}

/* The groups stay until an order names others. */
static void read_groups(struct frame *frame, struct groups *groups) {
  const char *path;
  while (groups->joined > 0) close(groups->joins[--groups->joined]);
  if (groups->into >= 0) close(groups->into);
  if (groups->cpu >= 0) close(groups->cpu);
  while ((path = frame_take(frame, "join")) != NULL) {
    if (groups->joined == JOINS_MAX) give_up(E2BIG, "join");
    groups->joins[groups->joined++] = open_group(path, O_WRONLY);
  }
  path = frame_take(frame, "into");
  groups->into = path == NULL ? -1 : open_group(path, O_RDONLY | O_DIRECTORY);
  groups->cpu = open_group(frame_need(frame, "usage"), O_RDONLY);
}

static void read_words(struct frame *frame, const char *key, char **words) {
  size_t count = 0;
  while ((words[count] = frame_take(frame, key)) != NULL)
    if (++count > WORDS_MAX) give_up(E2BIG, key);
}

/* The frame's strings stay where they are: the order points into it. */
static void read_order(struct frame *frame, struct order *order) {
  static const char *const limits[LIMITS] = {"cpu",        "wall",  "cpus",     "file-size",
                                             "open-files", "stack", "tmp-size", "tmp-inodes"};
  order->id = frame_need(frame, "run");
  order->work = frame_need(frame, "dir");
  order->writable = strcmp(frame_need(frame, "writable"), "yes") == 0;
  order->input = frame_take(frame, "stdin");
  for (size_t i = 0; i < LIMITS; i++) order->limits[i] = strtoull(frame_need(frame, limits[i]), NULL, 10);
  read_words(frame, "arg", order->argv);
  read_words(frame, "env", order->envp);
  if (frame_take(frame, "group") != NULL) read_groups(frame, &slot.groups);
  if (frame->at != frame->length || order->argv[0] == NULL || order->limits[CPUS] == 0 || slot.groups.cpu < 0)
    give_up(EBADMSG, "order");
}

int main(void) {
  static struct order order;
  reset_signals();
  prepare();
  while (frame_read(&slot.frame)) {
    if (frame_take(&slot.frame, "kill") != NULL) continue; /* it came too late: that run is over */
    read_order(&slot.frame, &order);
    run_program(&order);
  }
  return 0;
}
