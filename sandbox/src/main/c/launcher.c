/*
 * gavel-launcher: runs one program after the other in a sandbox, one process per slot.
 * THEORY OF OPERATION
 *
 * Processes. The JVM starts one launcher per slot, as root (or as a user: rootless.c says what differs then). For each
 * run the launcher clones a stub into new pid, mount and ipc namespaces, where it is pid 1; the stub clones the
 * program-to-be, which gives up every privilege and calls execve. A program is never pid 1 itself, because signals
 * without a handler (abort!) do not reach a pid 1. The stub reaps whatever is orphaned, kills what the program leaves
 * behind, says how all of it ended and exits.
 *
 * Both live in the launcher's memory and descriptors until execve: copying them would take longer than all the rest.
 * So they run on stacks of their own, make system calls without libc (errno is the launcher's), wait for each other on
 * futexes, and leave their results in `run`. Should the kernel, for want of memory in the program's group, kill a
 * program-to-be, it kills all who share its memory: the launcher, too. The JVM then finds the OOM kill in the group.
 *
 * Ahead of time. When a run has been reported, the next one is prepared: stub, namespaces, /proc, the program-to-be
 * in its control groups and under its filter, waiting as root for its order. Whatever the order wants otherwise (/box,
 * /tmp, groups) makes the launcher discard that and prepare anew. Meanwhile the kernel takes the last namespaces down.
 * With version 2 every run has a group of its own, so the stub alone is ahead; without root (rootless.c), nothing is.
 *
 * Once per slot (here and rootfs.c): mount, net and uts namespaces, a tmpfs root with read-only binds of the host's
 * toolchains, pivot_root; no_new_privs, an empty bounding set, no groups, the constant rlimits. The launcher keeps
 * ways to the host out of reach for programs: descriptors of the host's root, for cgroup files, of the directory
 * with work directories, and of the mount namespace where that can be mounted from.
 *
 * Once per run (run.c, child.c), in this order:
 *   ahead     stdout, stderr: pipes, given to the slot's uid so that /dev/stdout can be reopened
 *     stub    PDEATHSIG; a fresh /proc; clones the program (v2: into its cgroup)
 *     program process group, CPUs, cgroup (v1: by `tasks`, which for the caller's own thread takes no global lock), a
 *             cgroup namespace, seccomp
 *   launcher  /box, /tmp and /dev/shm as the order wants them; stdin: a regular file below the work directories, no
 *             links followed, or a pipe of the JVM's; in a conversation stdout, too; counters to 0; go
 *     program uid, stdio, descriptors, rlimits, /box; execve
 *   launcher  waits on {stub's bell, stdin, seccomp listener, stub, timer}. The timer is the wall clock left or the CPU
 *             time left divided by the CPUs that could burn it, whichever is less: no limit can pass before it fires,
 *             so it fires a few times per run, not all the time. After a millisecond it says `started`, and the JVM
 *             empties the pipes by way of /proc; most programs are over by then
 *
 * Kill. SIGKILL to the program; the stub then kills the others and reports as ever, so that a killed run has its
 * usage, too. If that takes too long, SIGKILL to the stub, which ends all of its namespace.
 *
 * Channels. stdin: frames (setup, then `run`, `kill`, `box`, `rest`); its end, at any time, kills the run and ends the
 * launcher. stdout: one line per event.
 *
 * Whose fault. `failed:exec:ERRNO` is about the program; `failed:STEP:ERRNO` with any other step is about us. How a
 * program ended is in the `ended` line, as facts.
 */
#include "launcher.h"

#include <grp.h>
#include <linux/openat2.h>
#include <linux/securebits.h>
#include <sched.h>
#include <sys/eventfd.h>
#include <time.h>

struct slot slot;

int64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

noreturn void give_up(int error, const char *step) {
  dprintf(STDOUT_FILENO, "failed:%s:%d\n", step, error);
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

static uint64_t need_number(struct frame *frame, const char *key) {
  return strtoull(frame_need(frame, key), NULL, 10);
}

int open_beneath(int directory, const char *path, int flags) {
  struct open_how how = {.flags = (unsigned)flags | O_CLOEXEC, .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS};
  return (int)syscall(SYS_openat2, directory, path, &how, sizeof how);
}

/* All is blocked here and in the children; a JVM may have left some ignored, too. */
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
  if (!slot.rootless) checked(setgroups(0, NULL), "setgroups");
  checked(setrlimit(RLIMIT_CORE, &none), "rlimits");
  checked(setrlimit(RLIMIT_MEMLOCK, &none), "rlimits");
  checked(setrlimit(RLIMIT_MSGQUEUE, &none), "rlimits");
  checked(setrlimit(RLIMIT_RTPRIO, &none), "rlimits");
  checked(setrlimit(RLIMIT_NICE, &none), "rlimits");
  umask(022);
}

static void network_open(void) {
  slot.sockets = checked(openat(slot.host, "proc/thread-self/net/unix", O_RDONLY | O_CLOEXEC), "sockets");
}

/*
 * A socket that was sent to itself outlives its run until the kernel collects it, with its abstract name. Then the next
 * run gets a network of its own; always would take too long.
 */
void network_renew(void) {
  char text[256];
  ssize_t length = pread(slot.sockets, text, sizeof text, 0);
  const char *line = length > 0 ? memchr(text, '\n', (size_t)length) : NULL;
  if (line == NULL) give_up(errno, "sockets");
  if (line + 1 == text + length) return; /* there is nothing below the heading */
  close(slot.sockets);
  checked(unshare(CLONE_NEWNET), "network");
  network_open();
}

/*
 * Where the slot's programs run: to wake somebody on an idle CPU takes longer than to switch to him. Ahead of them, so
 * that a crowd of them does not hold us up.
 */
static void move_to(size_t cpu) {
  cpu_set_t cpus;
  CPU_ZERO(&cpus);
  CPU_SET(cpu, &cpus);
  memset(slot.cpus, 0xff, sizeof slot.cpus);
  checked(sched_setaffinity(0, sizeof cpus, &cpus), "affinity");
  if (setpriority(PRIO_PROCESS, 0, -20) < 0 && errno != EACCES && errno != EPERM) give_up(errno, "priority");
}

/* The JVM may be protected from the OOM killer; what runs here must not be. Who is preferred by it stays so. */
static void give_up_protection(void) {
  char text[16] = "";
  int score = checked(open("/proc/self/oom_score_adj", O_RDONLY | O_CLOEXEC), "oom-score");
  checked((int)read(score, text, sizeof text - 1), "oom-score");
  close(score);
  if (text[0] != '-') return;
  score = checked(open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC), "oom-score");
  checked((int)write(score, "0", 1), "oom-score");
  close(score);
}

static void prepare(void) {
  for (int i = 0; i < RUNS; i++) slot.runs[i].stub = -1;
  if (!frame_read(&slot.frame)) _exit(0);
  move_to(need_number(&slot.frame, "cpu"));
  slot.uid = (uid_t)need_number(&slot.frame, "uid");
  if (slot.uid == 0) give_up(EPERM, "uid");
  slot.rootless = frame_take(&slot.frame, "rootless") != NULL;
  slot.owner = slot.rootless ? 0 : slot.uid;
  read_filter(&slot.filter, frame_need(&slot.frame, "filter"));
  slot.self = checked((int)syscall(SYS_pidfd_open, getpid(), 0), "pidfd");
  slot.bell = checked(eventfd(0, EFD_CLOEXEC), "eventfd");
  if (slot.rootless) rootless_begin();
  checked(unshare(CLONE_NEWNS | CLONE_NEWNET | CLONE_NEWUTS | CLONE_NEWIPC),
          slot.rootless ? "user-unshare" : "unshare");
  checked(sethostname("gavel", 5), "hostname");
  rootfs_build();
  network_open();
  drop_what_nobody_needs();
  dprintf(STDOUT_FILENO, "ready\n");
}

static int open_group(const char *path, int flags) {
  return checked(open_beneath(slot.host, path + 1, flags), "cgroup-open");
}

static void read_files(struct frame *frame, const char *key, int flags, struct files *files) {
  const char *path;
  while (files->count > 0) close(files->at[--files->count]);
  while ((path = frame_take(frame, key)) != NULL) {
    if (files->count == FILES_MAX) give_up(E2BIG, key);
    files->at[files->count++] = open_group(path, flags);
  }
}

/* The groups stay until an order names others. */
static void read_groups(struct frame *frame, struct groups *groups) {
  read_files(frame, "join", O_WRONLY, &groups->joins);
  read_files(frame, "measure", O_RDONLY, &groups->measures);
  read_files(frame, "reset", O_WRONLY, &groups->resets);
  if (groups->into >= 0) close(groups->into);
  if (groups->cpu >= 0) close(groups->cpu);
  const char *path = frame_take(frame, "into");
  groups->into = path == NULL ? -1 : open_group(path, O_RDONLY | O_DIRECTORY);
  path = frame_take(frame, "usage");
  groups->cpu = path == NULL ? -1 : open_group(path, O_RDONLY);
}

static void read_words(struct frame *frame, const char *key, char **words) {
  size_t count = 0;
  while ((words[count] = frame_take(frame, key)) != NULL)
    if (++count > WORDS_MAX) give_up(E2BIG, key);
}

/* The frame's strings stay where they are: the order points into it. */
static void read_order(struct frame *frame, struct order *order) {
  static const char *const limits[LIMITS] = {"cpu",   "wall",     "cpus",       "file-size", "open-files",
                                             "stack", "tmp-size", "tmp-inodes", "processes", "memory"};
  order->id = frame_need(frame, "run");
  order->work = frame_take(frame, "dir");
  order->sealed = frame_take(frame, "sealed") != NULL;
  order->input = frame_take(frame, "stdin");
  order->pipe = frame_take(frame, "pipe");
  order->output = frame_take(frame, "output");
  for (size_t i = 0; i < LIMITS; i++) order->limits[i] = need_number(frame, limits[i]);
  if (slot.rootless) rootless_cpus(frame);
  read_words(frame, "arg", order->argv);
  read_words(frame, "env", order->envp);
  if (frame_take(frame, "group") != NULL) {
    if (run->spawn) run_discard(); /* what is prepared is in the old groups */
    read_groups(frame, &slot.groups);
  }
  if (frame->at != frame->length || order->argv[0] == NULL || order->limits[CPUS] == 0 ||
      (slot.groups.cpu < 0 && !slot.rootless))
    give_up(EBADMSG, "order");
}

static void serve(struct frame *frame) {
  if (frame_take(frame, "kill") != NULL) return; /* it came too late: that run is over */
  if (frame_take(frame, "rest") != NULL) {
    run_discard();
    rootfs_rest();
    dprintf(STDOUT_FILENO, "resting\n");
  } else if (frame_take(frame, "box") != NULL) {
    run_discard();
    uint64_t size = need_number(frame, "size");
    rootfs_box(size, need_number(frame, "inodes"));
  } else {
    read_order(frame, &slot.order);
    run_order();
  }
}

/* Not by an initializer: the program's file, which each executor writes anew, would have all of its megabyte. */
static void nothing_open(void) {
  slot.outputs[0] = slot.outputs[1] = -1;
  slot.groups.into = slot.groups.cpu = -1;
}

int main(void) {
  nothing_open();
  reset_signals();
  give_up_protection();
  setsid(); /* for programs, too: none has a terminal. A session for each run may wait for seconds to get a CPU */
  prepare();
  while (frame_read(&slot.frame)) serve(&slot.frame);
  run_discard();
  return 0;
}
