/*
 * gavel-init: the first process of a machine that is there for a guest executor alone.
 *
 * Processes. This is pid 1, the executor, a Java program, its child. So orphans of everything come here, nothing that
 * Java waits for is waited for by anybody else, and Java may crash, which pid 1 must not. Nothing that a child does
 * ends this program. An executor that crashed is started again; if it crashes again and again, or refuses to start, the
 * machine is powered off with the reason on its console, as a guest that nobody can reach is of no use.
 *
 * Memory. The kernel takes the executor last of all when the machine's memory is at its end: what it starts sets itself
 * back to what is usual.
 *
 * Order. The root is left for a mount of itself where it is the initramfs, because pivot_root(2), which the sandbox
 * needs, refuses to work there. /proc, /dev and the others are mounted, control groups of version 2 with all
 * controllers handed down, modules loaded, the loopback raised; then the executor is started. What is there already, as
 * in a container, stays as it is. Missing mount points are made.
 *
 * What to start: the lines of /etc/gavel/executor.command, one word each, and behind them whatever words this program
 * was given: on a kernel's command line those behind `--`.
 *
 * Requests. What takes pid 1, or what Java has no means to, it asks for over the Unix socket /run/gavel/init.sock, one
 * line for each connection: `clock SECONDS NANOSECONDS`, which seeds random numbers anew, too, or `power_off`. The
 * answer is `ok` or `failed:STEP:ERRNO`. Only root can connect.
 *
 * The end. SIGTERM, SIGINT (which is ctrl-alt-del), SIGPWR, a request, or an executor that ended in order: it is told
 * and has ten seconds, then all others are; then everything is synced, unmounted and powered off.
 *
 * Settings, from the environment, into which the kernel puts any NAME=VALUE of its command line that it does not know:
 * GAVEL_HOSTNAME (gavel-guest) and GAVEL_OFF (power_off; `reboot` where the machine's monitor takes that for the end,
 * as Firecracker does; `halt`). The executor inherits all.
 */
#include "init.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
  PATIENCE_SECONDS = 10, /* for the executor to end when it is told */
  QUICK_SECONDS = 60,    /* who crashes that soon after its start is one more in a row */
  MOST_QUICK_CRASHES = 3,
  MOST_WORDS = 256,
  USAGE = 2 /* the executor's exit code where starting it again would be of no use */
};

static const char COMMAND[] = "/etc/gavel/executor.command";

struct machine {
  char *words[MOST_WORDS + 1]; /* what to start */
  pid_t executor;              /* 0: none */
  time_t started;
  int quick_crashes;
  int signals;  /* a signalfd */
  int requests; /* a listening socket, or -1 */
  int ending;
  time_t deadline; /* for the executor, when ending */
};

static time_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_BOOTTIME, &time);
  return time.tv_sec;
}

/* The words stay in memory for good. */
static void read_command(struct machine *machine, int argc, char **argv) {
  int count = 0;
  char *rest = read_file(COMMAND);
  if (rest == NULL) complain("%s", COMMAND);
  for (char *word; rest != NULL && (word = strsep(&rest, "\n")) != NULL;)
    if (word[0] != 0 && word[0] != '#' && count < MOST_WORDS) machine->words[count++] = word;
  for (int i = 1; count > 0 && i < argc && count < MOST_WORDS; i++) machine->words[count++] = argv[i];
}

static void end(struct machine *machine, const char *why) {
  if (machine->ending) return;
  say("powering off: %s", why);
  machine->ending = 1;
  machine->deadline = now() + PATIENCE_SECONDS;
  if (machine->executor > 0) kill(machine->executor, SIGTERM);
}

/* Programs go first, whatever runs the machine out of memory; see proc_pid_oom_score_adj(5). */
static void protect_from_oom_killer(void) {
  int score = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
  if (score < 0 || write(score, "-1000", 5) < 0) complain("the executor is not protected from the OOM killer");
  if (score >= 0) close(score);
}

/* In the child. */
static _Noreturn void become_executor(const struct machine *machine) {
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  signal(SIGPIPE, SIG_DFL);
  /* No session of its own: who leads one takes the first terminal that it opens, a serial port say, for its own. */
  setpgid(0, 0);
  int null = open("/dev/null", O_RDONLY);
  if (null > STDIN_FILENO) dup2(null, STDIN_FILENO);
  if (null > STDERR_FILENO) close(null);
  protect_from_oom_killer();
  execvp(machine->words[0], machine->words);
  complain("tried to start %s", machine->words[0]);
  _exit(USAGE);
}

static void start(struct machine *machine) {
  if (machine->words[0] == NULL) {
    end(machine, "there is nothing to start");
    return;
  }
  machine->started = now();
  pid_t child = fork();
  if (child == 0) become_executor(machine);
  machine->executor = child < 0 ? 0 : child;
  if (child < 0) end(machine, strerror(errno));
}

static void executor_ended(struct machine *machine, int status) {
  machine->executor = 0;
  if (WIFSIGNALED(status)) say("the executor was ended by signal %d", WTERMSIG(status));
  else say("the executor ended with exit code %d", WEXITSTATUS(status));
  if (now() - machine->started >= QUICK_SECONDS) machine->quick_crashes = 0;
  if (machine->ending) return;
  if (WIFEXITED(status) && (WEXITSTATUS(status) == 0 || WEXITSTATUS(status) == USAGE)) {
    end(machine, "the executor is not meant to go on");
  } else if (++machine->quick_crashes >= MOST_QUICK_CRASHES) {
    end(machine, "the executor crashes again and again");
  } else {
    say("starting it again");
    start(machine);
  }
}

static void take_signals(struct machine *machine) {
  struct signalfd_siginfo info;
  int status;
  while (read(machine->signals, &info, sizeof info) == (ssize_t)sizeof info) {
    if (info.ssi_signo == SIGTERM) end(machine, "SIGTERM");
    if (info.ssi_signo == SIGINT) end(machine, "SIGINT, which may be ctrl-alt-del");
    if (info.ssi_signo == SIGPWR) end(machine, "SIGPWR");
  }
  for (pid_t ended; (ended = waitpid(-1, &status, WNOHANG)) > 0;)
    if (ended == machine->executor) executor_ended(machine, status);
}

static void listen_for_signals(struct machine *machine) {
  static const int taken[] = {SIGCHLD, SIGTERM, SIGINT, SIGPWR};
  sigset_t set;
  sigemptyset(&set);
  for (size_t i = 0; i < sizeof taken / sizeof taken[0]; i++) sigaddset(&set, taken[i]);
  sigprocmask(SIG_BLOCK, &set, NULL);
  signal(SIGPIPE, SIG_IGN);
  machine->signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
  if (machine->signals < 0) end(machine, "there is no signalfd");
}

static int goes_on(const struct machine *machine) {
  return !machine->ending || (machine->executor > 0 && now() < machine->deadline);
}

int main(int argc, char **argv) {
  struct machine machine = {.requests = -1};
  if (getpid() != 1) {
    fprintf(stderr, "gavel-init: is for the first process of a machine; this one is %d\n", getpid());
    return USAGE;
  }
  make_system();
  listen_for_signals(&machine);
  machine.requests = listen_for_requests();
  read_command(&machine, argc, argv);
  start(&machine);
  while (goes_on(&machine)) {
    struct pollfd events[] = {{.fd = machine.signals, .events = POLLIN}, {.fd = machine.requests, .events = POLLIN}};
    poll(events, 2, machine.ending ? 1000 : -1);
    take_signals(&machine);
    if (events[1].revents & POLLIN && take_request(machine.requests) == POWER_OFF) end(&machine, "as requested");
  }
  power_off();
}
