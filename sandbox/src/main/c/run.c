/* One run: prepared ahead, started by its order, watched, reported. */
#include "launcher.h"

#include <linux/futex.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/wait.h>

struct run *run = slot.runs;

static const int64_t SECOND = 1000000000;
static const int64_t PATIENCE = 2 * SECOND;     /* a stub kills and reaps in that time */
static const int64_t SETUP_LIMIT = 20 * SECOND; /* from order to execve: only a fault of ours takes it */
static const int64_t SHORTEST_TIMER = SECOND / 1000;
static const int64_t QUIETLY = SECOND / 1000;
static const int OUTPUT_PIPE = 1 << 18;
static const int64_t IDLE_LOOK = SECOND;       /* of a conversation: who has done nothing in its last second, */
static const int64_t IDLE_CPU = SECOND / 20;   /* or next to nothing, has waited */
static const int64_t ROOTLESS_LOOK = SECOND / 100; /* without groups, how often memory is looked at, */
static const rlim_t ROOTLESS_SLACK = 1ULL << 32;   /* and what a runtime may reserve over its limit, and not touch */

/* v1 holds nanoseconds in cpuacct.usage, v2 has a line of microseconds in cpu.stat. */
static int64_t cpu_time(void) {
  static const char v2[] = "usage_usec ";
  char text[512];
  if (slot.groups.cpu < 0) return rootless_cpu_time();
  ssize_t length = pread(slot.groups.cpu, text, sizeof text - 1, 0);
  if (length <= 0) give_up(errno, "cpu-time");
  text[length] = 0;
  if (strncmp(text, v2, sizeof v2 - 1) == 0) return strtoll(text + sizeof v2 - 1, NULL, 10) * 1000;
  if (text[0] < '0' || text[0] > '9') give_up(EBADMSG, "cpu-time");
  return strtoll(text, NULL, 10);
}

/* One of the JVM's, /proc/PID/fd/N at home; it lets everybody who has it open it anew. */
static int open_pipe(const char *path, int way, const char *step) {
  return checked(openat(slot.host, path + 1, way | O_CLOEXEC), step);
}

static int open_input(const struct order *order) {
  struct stat status;
  if (order->pipe != NULL) return open_pipe(order->pipe, O_RDONLY, "stdin");
  if (order->input == NULL) return checked(open("/dev/null", O_RDONLY | O_CLOEXEC), "stdin");
  int input = checked(open_beneath(slot.work, order->input, O_RDONLY | O_NONBLOCK), "stdin");
  checked(fstat(input, &status), "stdin");
  if (!S_ISREG(status.st_mode)) give_up(EINVAL, "stdin");
  return input;
}

static void open_output(int number) {
  int ends[2];
  checked(pipe2(ends, O_CLOEXEC), "pipe");
  checked(fchown(ends[1], slot.owner, slot.owner), "pipe-owner");
  if (fcntl(ends[1], F_SETPIPE_SZ, OUTPUT_PIPE) < 0 && !slot.rootless) give_up(errno, "pipe-size");
  run->reads[number - 1] = ends[0];
  run->stdio[number] = ends[1];
}

static void shut(int *descriptor) {
  if (*descriptor >= 0) close(*descriptor);
  *descriptor = -1;
}

static void signal_to(int pidfd, int signal) {
  if (syscall(SYS_pidfd_send_signal, pidfd, signal, NULL, 0) < 0 && errno != ESRCH) give_up(errno, "kill");
}

/* From here on nothing of that run lives: a pid 1 is gone only after all of its namespace is. */
static void await_stub(struct run *gone) {
  if (gone->stub < 0) return;
  if (syscall(SYS_waitid, P_PIDFD, gone->stub, NULL, WEXITED, NULL) < 0) give_up(errno, "wait");
  shut(&gone->stub);
}

static void close_ends(void) {
  int listener = run->listener, program = run->program, processes = run->processes, segments = run->segments;
  shut(&processes);
  shut(&segments);
  run->processes = run->segments = -1;
  shut(&listener);
  shut(&program);
  for (int i = 0; i < 3; i++) shut(&run->stdio[i]);
  run->prepared = false;
}

/* What of a run is the same for every order, so that the next one finds it done. */
static void prepare(void) {
  run = run == &slot.runs[RUNS - 1] ? slot.runs : run + 1;
  await_stub(run);
  network_renew();
  run->stdio[0] = run->program = run->listener = run->processes = run->segments = run->syscall = -1;
  run->spawn = run->go = run->ended = run->release = 0;
  run->failed = run->reason = NULL;
  run->start = run->end = run->killed = run->cpu_seen = run->cpu_late = run->error = 0;
  run->late = false;
  open_output(1);
  open_output(2);
  stub_start();
  run->prepared = true;
  if (slot.groups.into < 0) set(&run->spawn);
}

/* Whether what was prepared still waits for its order. */
static bool is_waiting(void) {
  struct pollfd stub = {.fd = run->stub, .events = POLLIN};
  return run->failed == NULL && !run->ended && checked(poll(&stub, 1, 0), "poll") == 0;
}

/* A program-to-be that dies between the call that makes its listener and saying so would leave it open here. */
static void await_listener(void) {
  const struct timespec moment = {.tv_nsec = 1000000};
  while (run->spawn && run->listener < 0 && is_waiting())
    syscall(SYS_futex, &run->listener, FUTEX_WAIT_PRIVATE, -1, &moment);
}

void run_discard(void) {
  if (run->prepared) {
    await_listener();
    signal_to(run->stub, SIGKILL);
    await_stub(run);
    close_ends();
    for (int i = 0; i < 2; i++) shut(&run->reads[i]);
  }
  for (int i = 0; i < RUNS; i++) await_stub(&slot.runs[i]);
}

/* A hard limit cannot be raised without CAP_SYS_RESOURCE: what is above it means "as much as there is". */
static void set_limit(int which, int resource, rlim_t value) {
  struct rlimit *limit = &run->limits[which];
  checked(getrlimit(resource, limit), "rlimits");
  if (value < limit->rlim_max) limit->rlim_max = value;
  limit->rlim_cur = limit->rlim_max;
}

static void start(void) {
  if (run->prepared && !is_waiting()) run_discard();
  if (!rootfs_fits(&slot.order)) {
    run_discard();
    rootfs_fit(&slot.order);
  }
  if (slot.order.sealed) rootfs_seal();
  if (!run->prepared) prepare();
  set(&run->spawn);
  for (int i = 0; i < 2; i++) {
    shut(&slot.outputs[i]);
    slot.outputs[i] = run->reads[i];
  }
  /* CPU: a backstop per process; the deadline itself is ours, for the whole tree. */
  set_limit(0, RLIMIT_CPU, slot.order.limits[CPU] / (uint64_t)SECOND + 2);
  set_limit(1, RLIMIT_FSIZE, slot.order.limits[FILE_SIZE]);
  set_limit(2, RLIMIT_STACK, slot.order.limits[STACK]);
  set_limit(3, RLIMIT_NOFILE, slot.order.limits[OPEN_FILES]);
  if (slot.rootless) {
    set_limit(4, RLIMIT_NPROC, slot.order.limits[PROCESSES]);
    set_limit(5, RLIMIT_DATA, slot.order.limits[MEMORY] * 2 + ROOTLESS_SLACK);
  }
  run->stdio[0] = open_input(&slot.order);
  if (slot.order.output != NULL) {
    shut(&run->stdio[1]);
    run->stdio[1] = open_pipe(slot.order.output, O_WRONLY, "stdout");
  }
  for (size_t i = 0; i < slot.groups.resets.count; i++)
    if (pwrite(slot.groups.resets.at[i], "0", 1, 0) != 1) give_up(errno, "cgroup-reset");
  run->cpu_before = slot.groups.cpu < 0 ? 0 : cpu_time();
  run->ordered = now();
  set(&run->go);
}

/* The first reason stands. The stub kills and reaps the others when the program itself is dead, and reports. */
static void kill_run(const char *reason) {
  if (run->reason != NULL) return;
  run->reason = reason;
  run->killed = now();
  signal_to(run->program >= 0 ? run->program : run->stub, SIGKILL);
}

/* In a conversation: the wall clock's last second is looked at by itself. */
static void look_for_idleness(int64_t used, int64_t *wall) {
  if (run->late || slot.order.output == NULL) return;
  run->cpu_late = used;
  run->late = *wall <= IDLE_LOOK;
  if (!run->late) *wall -= IDLE_LOOK;
}

static const char *out_of_wall_time(int64_t used) {
  return run->late && used - run->cpu_late < IDLE_CPU ? "idle" : "wall";
}

/* How long no limit can be passed; kills the run when one is, and in the end the stub with all the rest. */
static int64_t time_left(void) {
  /* What a program that has ended left behind is being killed: that is not its time any more. */
  int64_t time = run->end != 0 ? run->end : now();
  if (run->reason != NULL) {
    if (now() - run->killed > PATIENCE) signal_to(run->stub, SIGKILL);
    return PATIENCE;
  }
  if (run->start == 0) {
    if (time - run->ordered > SETUP_LIMIT) kill_run("setup");
    return SHORTEST_TIMER; /* nobody tells us that it begins: no limit would hold until we looked */
  }
  int64_t used = cpu_time() - run->cpu_before;
  int64_t cpu = (int64_t)slot.order.limits[CPU] - used;
  int64_t wall = (int64_t)slot.order.limits[WALL] - (time - run->start);
  if (cpu <= 0 || wall <= 0) kill_run(cpu <= 0 ? "cpu" : out_of_wall_time(used));
  look_for_idleness(used, &wall);
  if (run->reason == NULL && slot.groups.cpu < 0 && rootless_memory() > slot.order.limits[MEMORY]) kill_run("memory");
  if (run->reason != NULL) return PATIENCE;
  cpu /= (int64_t)slot.order.limits[CPUS];
  if (cpu < SHORTEST_TIMER) cpu = SHORTEST_TIMER;
  if (slot.groups.cpu < 0 && cpu > ROOTLESS_LOOK) cpu = ROOTLESS_LOOK;
  return cpu < wall ? cpu : wall;
}

static const char *asked_for(const char *word) {
  if (strcmp(word, "output") == 0) return "output";
  return strcmp(word, "idle") == 0 ? "idle" : "cancelled";
}

/* `kill=ID` and `reason=WORD`; one for a run that is over already is nothing to us. */
static void take_command(void) {
  static struct frame frame;
  if (!frame_read(&frame)) {
    run_discard();
    _exit(0);
  }
  if (strcmp(frame_need(&frame, "kill"), slot.order.id) == 0)
    kill_run(asked_for(frame_need(&frame, "reason")));
}

/* A call on the kill list: its caller sleeps in the kernel and never returns from it. */
static void take_notification(void) {
  struct seccomp_notif notification = {0};
  if (ioctl(run->listener, SECCOMP_IOCTL_NOTIF_RECV, &notification) == 0) {
    if (run->reason == NULL) run->syscall = notification.data.nr;
    kill_run("security");
  } else if (errno != ENOENT) /* else the caller died before we looked */
    give_up(errno, "notification");
}

/* Most programs end before anybody needs to know that they have begun. */
static void announce(void) { dprintf(STDOUT_FILENO, "started:%d:%d\n", slot.outputs[0], slot.outputs[1]); }

static void supervise(void) {
  bool listened = false, dead = false, announced = false;
  while (!run->ended && !dead) {
    int64_t left = time_left(), count;
    if (!announced && left > QUIETLY) left = QUIETLY;
    struct timespec timeout = {left / SECOND, left % SECOND};
    struct pollfd events[] = {{.fd = slot.bell, .events = POLLIN},
                              {.fd = STDIN_FILENO, .events = POLLIN},
                              {.fd = listened ? -1 : run->listener, .events = POLLIN},
                              {.fd = run->stub, .events = POLLIN}};
    if (run->ended) break;
    if (checked(ppoll(events, 4, &timeout, NULL), "poll") == 0 && !announced) {
      announce();
      announced = true;
    }
    if (events[2].revents & POLLIN) take_notification();
    if (events[2].revents & POLLHUP) listened = true; /* nobody is left under it */
    if (events[0].revents) checked((int)read(slot.bell, &count, sizeof count), "bell");
    if (events[1].revents) take_command();
    dead = events[3].revents != 0;
  }
}

static long long microseconds(struct timeval time) { return time.tv_sec * 1000000LL + time.tv_usec; }

/* The files as they are, in one line: ',' for its ends, '|' between files. */
static void print_measures(FILE *out) {
  for (size_t i = 0; i < slot.groups.measures.count; i++) {
    char text[2048];
    ssize_t length = pread(slot.groups.measures.at[i], text, sizeof text, 0);
    if (length < 0 || (size_t)length == sizeof text) give_up(errno, "cgroup-measure");
    for (ssize_t at = 0; at < length; at++) fputc(text[at] == '\n' ? ',' : text[at], out);
    fputc('|', out);
  }
}

static int unread(int output) {
  int bytes;
  checked(ioctl(slot.outputs[output], FIONREAD, &bytes), "unread");
  return bytes;
}

static void report(void) {
  static char line[1 << 15];
  bool lost = run->reason == NULL && (!run->ended || run->start == 0); /* somebody else has killed one of them */
  if (run->failed != NULL || lost) {
    dprintf(STDOUT_FILENO, "failed:%s:%d\n", run->failed != NULL ? run->failed : "lost", run->error);
    return;
  }
  int status = run->ended ? run->status : SIGKILL;
  int64_t end = run->ended ? run->end : now();
  FILE *out = fmemopen(line, sizeof line, "w");
  if (out == NULL) give_up(errno, "report");
  fprintf(out,
          "ended exit=%d signal=%d killed=%s syscall=%d cpu_ns=%lld wall_ns=%lld utime_us=%lld stime_us=%lld "
          "maxrss_kb=%ld stdout=%d stdout_bytes=%d stderr=%d stderr_bytes=%d measured=",
          WIFEXITED(status) ? WEXITSTATUS(status) : -1, WIFSIGNALED(status) ? WTERMSIG(status) : 0,
          run->reason == NULL ? "none" : run->reason, run->syscall, (long long)(cpu_time() - run->cpu_before),
          (long long)(end - (run->start != 0 ? run->start : run->ordered)), microseconds(run->usage.ru_utime),
          microseconds(run->usage.ru_stime), run->usage.ru_maxrss, slot.outputs[0], unread(0), slot.outputs[1],
          unread(1));
  print_measures(out);
  fputc('\n', out);
  if (fclose(out) != 0) give_up(errno, "report");
  checked((int)write(STDOUT_FILENO, line, strlen(line)), "report");
}

void run_order(void) {
  start();
  supervise();
  if (!run->ended) await_stub(run); /* it is dead, or about to be */
  close_ends();
  report();
  set(&run->release);
  if (slot.order.work == NULL || slot.rootless) return;
  rootfs_fit(&slot.order);
  prepare();
}
