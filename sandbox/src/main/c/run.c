/* One run: starts it, watches its limits, says what came of it. */
#include "launcher.h"

#include <linux/seccomp.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/wait.h>

static const int64_t SECOND = 1000000000;
static const int64_t PATIENCE = 2 * SECOND;     /* a stub kills and reaps in that time */
static const int64_t SETUP_LIMIT = 20 * SECOND; /* from clone to execve: only a fault of ours takes it */
static const int64_t SHORTEST_TIMER = SECOND / 1000;
static const int OUTPUT_PIPE = 1 << 18;

/* v1 holds nanoseconds in cpuacct.usage, v2 has a line of microseconds in cpu.stat. */
static int64_t cpu_time(void) {
  static const char v2[] = "usage_usec ";
  char text[512];
  ssize_t length = pread(slot.groups.cpu, text, sizeof text - 1, 0);
  if (length <= 0) give_up(errno, "cpu-time");
  text[length] = 0;
  if (strncmp(text, v2, sizeof v2 - 1) == 0) return strtoll(text + sizeof v2 - 1, NULL, 10) * 1000;
  if (text[0] < '0' || text[0] > '9') give_up(EBADMSG, "cpu-time");
  return strtoll(text, NULL, 10);
}

static int open_input(const struct order *order) {
  struct stat status;
  if (order->input == NULL) return checked(open("/dev/null", O_RDONLY | O_CLOEXEC), "stdin");
  int input = checked(open_beneath(AT_FDCWD, order->input, O_RDONLY | O_NONBLOCK), "stdin");
  checked(fstat(input, &status), "stdin");
  if (!S_ISREG(status.st_mode)) give_up(EINVAL, "stdin");
  return input;
}

/* The read end stays open here until the next run, so that the JVM finds it whenever it looks. */
static int open_output(int which) {
  int ends[2];
  if (slot.outputs[which] >= 0) close(slot.outputs[which]);
  checked(pipe2(ends, O_CLOEXEC), "pipe");
  checked(fchown(ends[1], slot.uid, slot.uid), "pipe-owner");
  checked(fcntl(ends[1], F_SETPIPE_SZ, OUTPUT_PIPE), "pipe-size");
  slot.outputs[which] = ends[0];
  return ends[1];
}

static void start(struct run *run) {
  int ends[2];
  run->stdio[0] = open_input(run->order);
  run->stdio[1] = open_output(0);
  run->stdio[2] = open_output(1);
  checked(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends), "channel");
  run->channel = ends[0];
  run->back = ends[1];
  run->cpu_before = cpu_time();
  run->cloned = now();
  struct clone_args arguments = {.flags = CLONE_NEWPID | CLONE_NEWNS | CLONE_NEWIPC | CLONE_PIDFD,
                                 .pidfd = (uintptr_t)&run->stub,
                                 .exit_signal = SIGCHLD};
  if (checked((int)syscall(SYS_clone3, &arguments, sizeof arguments), "clone-stub") == 0) stub_main(run);
  dprintf(STDOUT_FILENO, "started:%d:%d\n", slot.outputs[0], slot.outputs[1]);
  close(run->back);
  for (int i = 0; i < 3; i++) close(run->stdio[i]);
}

static void signal_stub(const struct run *run, int signal) {
  if (syscall(SYS_pidfd_send_signal, run->stub, signal, NULL, 0) < 0 && errno != ESRCH) give_up(errno, "kill");
}

/* The first reason stands. */
static void kill_run(struct run *run, const char *reason) {
  if (run->reason != NULL) return;
  run->reason = reason;
  run->killed = now();
  signal_stub(run, SIGTERM);
}

/* How long no limit can be passed; kills the run when one is, and in the end the stub with all the rest. */
static int64_t time_left(struct run *run) {
  int64_t time = now();
  if (run->reason != NULL) {
    if (time - run->killed > PATIENCE) signal_stub(run, SIGKILL);
    return PATIENCE;
  }
  if (!run->started) {
    if (time - run->cloned > SETUP_LIMIT) kill_run(run, "setup");
    return SETUP_LIMIT;
  }
  int64_t cpu = (int64_t)run->order->limits[CPU] - (cpu_time() - run->cpu_before);
  int64_t wall = (int64_t)run->order->limits[WALL] - (time - run->start);
  if (cpu <= 0 || wall <= 0) kill_run(run, cpu <= 0 ? "cpu" : "wall");
  if (run->reason != NULL) return PATIENCE;
  cpu /= (int64_t)run->order->limits[CPUS];
  if (cpu < SHORTEST_TIMER) cpu = SHORTEST_TIMER;
  return cpu < wall ? cpu : wall;
}

static void take_message(struct run *run) {
  struct message message;
  char control[CMSG_SPACE(sizeof(int))];
  struct iovec part = {&message, sizeof message};
  struct msghdr packet = {
      .msg_iov = &part, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control};
  ssize_t length = recvmsg(run->channel, &packet, MSG_CMSG_CLOEXEC);
  if (length != (ssize_t)sizeof message) { /* all ends are closed: everybody is dead */
    run->over = true;
    return;
  }
  if (message.kind == STARTED) {
    run->started = true;
    run->start = message.at;
    const struct cmsghdr *passed = CMSG_FIRSTHDR(&packet);
    if (passed != NULL) memcpy(&run->listener, CMSG_DATA(passed), sizeof run->listener);
    return;
  }
  if (run->result.kind != FAILED) run->result = message;
  run->over = message.kind == ENDED;
}

/* From here on nothing of the run lives: a pid 1 is gone only after all of its namespace is. */
static void await_stub(struct run *run) {
  if (syscall(SYS_waitid, P_PIDFD, run->stub, NULL, WEXITED, &run->usage) < 0) give_up(errno, "wait");
  close(run->stub);
  close(run->channel);
  if (run->listener >= 0) close(run->listener);
}

/* `kill=ID` and `reason=WORD`; one for a run that is over already is nothing to us. */
static void take_command(struct run *run) {
  static struct frame frame;
  if (!frame_read(&frame)) {
    signal_stub(run, SIGKILL);
    await_stub(run);
    _exit(0);
  }
  if (strcmp(frame_need(&frame, "kill"), run->order->id) == 0)
    kill_run(run, strcmp(frame_need(&frame, "reason"), "output") == 0 ? "output" : "cancelled");
}

/* A call on the kill list: its caller sleeps in the kernel and never returns from it. */
static void take_notification(struct run *run) {
  struct seccomp_notif notification = {0};
  if (ioctl(run->listener, SECCOMP_IOCTL_NOTIF_RECV, &notification) == 0) {
    run->syscall = notification.data.nr;
    kill_run(run, "security");
  } else if (errno != ENOENT) /* else the caller died before we looked */
    give_up(errno, "notification");
}

static void supervise(struct run *run) {
  while (!run->over) {
    int64_t left = time_left(run);
    struct timespec timeout = {left / SECOND, left % SECOND};
    struct pollfd events[] = {{.fd = run->channel, .events = POLLIN},
                              {.fd = STDIN_FILENO, .events = POLLIN},
                              {.fd = run->listener, .events = POLLIN}};
    checked(ppoll(events, 3, &timeout, NULL), "poll");
    if (events[2].revents & POLLIN) take_notification(run);
    if (events[2].revents & POLLHUP) close(run->listener), run->listener = -1; /* nobody is left under it */
    if (events[0].revents) take_message(run);
    if (events[1].revents) take_command(run);
  }
}

static long long microseconds(struct timeval time) { return time.tv_sec * 1000000LL + time.tv_usec; }

static void report(const struct run *run) {
  const struct message *result = &run->result;
  bool ended = result->kind == ENDED;
  if (result->kind == FAILED || (!ended && run->reason == NULL)) {
    dprintf(STDOUT_FILENO, "failed:%s:%d\n", result->kind == FAILED ? result->step : "stub-died", result->error);
    return;
  }
  int status = ended ? result->status : SIGKILL;
  int64_t end = ended ? result->at : now();
  dprintf(STDOUT_FILENO,
          "ended exit=%d signal=%d killed=%s syscall=%d cpu_ns=%lld wall_ns=%lld utime_us=%lld stime_us=%lld "
          "maxrss_kb=%ld\n",
          WIFEXITED(status) ? WEXITSTATUS(status) : -1, WIFSIGNALED(status) ? WTERMSIG(status) : 0,
          run->reason == NULL ? "none" : run->reason, run->syscall, (long long)(cpu_time() - run->cpu_before),
          (long long)(end - (run->started ? run->start : run->cloned)), microseconds(run->usage.ru_utime),
          microseconds(run->usage.ru_stime), run->usage.ru_maxrss);
}

void run_program(const struct order *order) {
  struct run run = {.order = order, .listener = -1, .syscall = -1};
  start(&run);
  supervise(&run);
  await_stub(&run);
  report(&run);
}
