/*
 * gavel-vsock: gives a virtual machine its vsock device where the kernel has none to give (/dev/vhost-vsock).
 *
 *   gavel-vsock FRONT CLIENTS CID [PATIENCE_MS [PROGRAM ARGUMENT...]]
 *
 * THEORY OF OPERATION
 *
 * Who is who. The front end is QEMU: it connects to the socket FRONT, once, and says by vhost-user where the guest's
 * memory is and where in it the two queues of packets (front.c, memory.c). The guest is a kernel in which hostile programs
 * may have become root: all that is in its memory is checked before it is used (queue.c, packets.c). Clients are
 * programs of this machine that may connect to the socket CLIENTS.
 *
 * What a client says. `CONNECT PORT` and a newline; when somebody listens on that port in the guest, the answer is
 * `OK NUMBER` and a newline, and from there on bytes go both ways. Otherwise the connection is closed. So do
 * Firecracker and Cloud Hypervisor. Clients are accepted once the guest's driver is up; until then they wait.
 *
 * From the guest to the host nobody can connect: such a request is refused like one to a port on which nobody listens.
 *
 * How much there can be: CONNECTIONS at a time, SPACE bytes of each, which the guest has to be asked before they are
 * sent; further clients wait to be accepted. A client that does not say CONNECT, and a guest that does not answer, are
 * given up after PATIENCE_MS (10000).
 *
 * One thread waits for all of them (poll), and whatever woke it up, exchanges all packets that there are. Nothing but
 * the front end's messages is ever waited for in between, and these come whole.
 *
 * The guest's reset stops the queues and starts them anew: connections end, clients that come wait. A guest that breaks
 * a queue has its connections ended, and clients that come are turned away, until it resets.
 *
 * The end: when the front end is gone, or when standard input ends, so that the daemon never outlives who started it.
 * `ready` on standard output says that both sockets are there.
 *
 * PROGRAM is the front end. It is started when both sockets are there, and killed when this daemon ends, even if that is
 * by a signal: so neither outlives the other, nor who started them. If it ends by itself and never came, its exit code is
 * the daemon's: some are started here for that alone.
 */
#include "vsock.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>

enum { STDIN, FRONT, CLIENTS, KICKS, OTHERS = KICKS + QUEUES, BACKLOG = 128 };

noreturn void give_up(const char *step) {
  complain(step);
  exit(1);
}

void complain(const char *what) { fprintf(stderr, "gavel-vsock: %s: %s\n", what, strerror(errno)); }

int64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static int listen_at(const char *path) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  errno = ENAMETOOLONG;
  if (strlen(path) >= sizeof address.sun_path) give_up(path);
  strcpy(address.sun_path, path);
  int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (listener < 0 || bind(listener, (const struct sockaddr *)&address, sizeof address) < 0 || listen(listener, BACKLOG) < 0)
    give_up(path);
  return listener;
}

/* Less than nothing is left to lose: what this program can do beyond what it needs. */
static void confine(void) {
  const struct rlimit none = {0, 0};
  signal(SIGPIPE, SIG_IGN);
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 || setrlimit(RLIMIT_CORE, &none) < 0) give_up("confine");
}

static void accept_client(int listener) {
  int client = accept4(listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
  if (client >= 0)
    connection_begin(client);
  else if (errno != EAGAIN && errno != ECONNABORTED && errno != EINTR)
    complain("accept");
}

static bool guest_is_there(void) {
  bool broken = queue_is_broken(&queues[FROM_GUEST]) || queue_is_broken(&queues[TO_GUEST]);
  return broken || (queue_works(&queues[FROM_GUEST]) && queue_works(&queues[TO_GUEST]));
}

/* Fills in what to wait for; returns how long, in milliseconds, as poll(2) has it. */
static int prepare(struct pollfd *polled, int front, int listener) {
  int64_t first = 0;
  bool welcome = guest_is_there() && !connections_full();
  polled[FRONT] = (struct pollfd){.fd = front, .events = POLLIN};
  polled[CLIENTS] = (struct pollfd){.fd = welcome ? listener : -1, .events = POLLIN};
  for (int i = 0; i < QUEUES; i++) polled[KICKS + i] = (struct pollfd){.fd = queues[i].kick, .events = POLLIN};
  for (int i = 0; i < CONNECTIONS; i++) {
    const struct connection *connection = &connections[i];
    short interest = connection->state == FREE ? -1 : connection_interest(connection);
    polled[OTHERS + i] = (struct pollfd){.fd = interest < 0 ? -1 : connection->fd, .events = interest};
    if (connection->deadline != 0 && (first == 0 || connection->deadline < first)) first = connection->deadline;
  }
  int64_t left = first - now();
  return first == 0 ? -1 : left < 0 ? 0 : (int)left + 1;
}

static void attend(const struct pollfd *polled) {
  uint64_t ignored;
  int64_t time = now();
  for (int i = 0; i < QUEUES; i++)
    if ((polled[KICKS + i].revents & POLLIN) && read(polled[KICKS + i].fd, &ignored, sizeof ignored) < 0 && errno != EAGAIN)
      complain("kick");
  for (int i = 0; i < CONNECTIONS; i++) {
    struct connection *connection = &connections[i];
    if (polled[OTHERS + i].revents != 0) connection_event(connection, polled[OTHERS + i].revents);
    connection_expire(connection, time);
  }
}

/* Until the front end is gone or standard input ends. */
static void serve(int front, int listener) {
  static struct pollfd polled[OTHERS + CONNECTIONS];
  bool busy = false;
  polled[STDIN] = (struct pollfd){.fd = STDIN_FILENO, .events = POLLIN};
  for (;;) {
    int patient = prepare(polled, front, listener);
    if (poll(polled, OTHERS + CONNECTIONS, busy ? 0 : patient) < 0) {
      if (errno != EINTR) give_up("poll");
      continue;
    }
    char ignored[64];
    if (polled[STDIN].revents != 0 && read(STDIN_FILENO, ignored, sizeof ignored) <= 0) return;
    attend(polled);
    if (polled[CLIENTS].revents != 0) accept_client(listener);
    if (polled[FRONT].revents != 0 && !front_serve(front)) return;
    busy = packets_exchange();
  }
}

static pid_t child;

/* Starts the front end; returns a descriptor that can be read from when it has ended. */
static int start(char **words) {
  pid_t self = getpid();
  child = fork();
  if (child < 0) give_up("fork");
  if (child == 0) {
    int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
    bool ready = nothing >= 0 && prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) == 0 && getppid() == self &&
                 dup2(nothing, STDIN_FILENO) >= 0 && dup2(STDERR_FILENO, STDOUT_FILENO) >= 0;
    if (ready) execvp(words[0], words);
    complain(words[0]);
    _exit(127);
  }
  int ended = (int)syscall(SYS_pidfd_open, child, 0);
  if (ended < 0) give_up("pidfd_open");
  return ended;
}

/* Waits for the front end; -1 when standard input ends before it comes, or the program that it should be. */
static int await_front(int listener, int ended) {
  struct pollfd polled[] = {
      {.fd = STDIN_FILENO, .events = POLLIN}, {.fd = listener, .events = POLLIN}, {.fd = ended, .events = POLLIN}};
  char ignored[64];
  for (;;) {
    if (poll(polled, 3, -1) < 0 && errno != EINTR) give_up("poll");
    if (polled[2].revents != 0) return -1;
    if (polled[0].revents != 0 && read(STDIN_FILENO, ignored, sizeof ignored) <= 0) return -1;
    int front = polled[1].revents != 0 ? accept4(listener, NULL, NULL, SOCK_CLOEXEC) : -1;
    if (front >= 0) return front;
  }
}

/* The exit code of a front end that ended without having come; 1 for a signal; 0 where it has not ended. */
static int code_of_child(void) {
  int status;
  if (child <= 0 || waitpid(child, &status, WNOHANG) != child) return 0;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

static uint64_t number(const char *text, uint64_t least, uint64_t most) {
  char *end;
  errno = 0;
  uint64_t value = strtoull(text, &end, 10);
  if (errno == 0 && (*end != 0 || value < least || value > most)) errno = EINVAL;
  if (errno != 0) give_up(text);
  return value;
}

int main(int count, char **words) {
  if (count < 4) {
    fprintf(stderr, "usage: gavel-vsock FRONT CLIENTS CID [PATIENCE_MS [PROGRAM ARGUMENT...]]\n");
    return 2;
  }
  guest_cid = number(words[3], 3, UINT32_MAX - 1);
  if (count > 4) patience = (int64_t)number(words[4], 1, 3600000);
  confine();
  umask(0077);
  int front_listener = listen_at(words[1]), listener = listen_at(words[2]);
  if (write(STDOUT_FILENO, "ready\n", 6) < 0) give_up("ready");
  int ended = count > 5 ? start(words + 5) : -1;
  int front = await_front(front_listener, ended);
  close(front_listener);
  if (front >= 0) serve(front, listener);
  unlink(words[1]);
  unlink(words[2]);
  return front >= 0 ? 0 : code_of_child();
}
