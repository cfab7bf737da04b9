/* Requests of the executor to gavel-init, see init.c. */
#include "init.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/random.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

enum { BACKLOG = 8, LONGEST_LINE = 128, PATIENCE = 1000, ROOT_ALONE = 0177 };

static const char DIRECTORY[] = "/run/gavel", SOCKET[] = "/run/gavel/init.sock";

int listen_for_requests(void) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  memcpy(address.sun_path, SOCKET, sizeof SOCKET);
  if (mkdir(DIRECTORY, 0755) < 0 && errno != EEXIST) complain("%s", DIRECTORY);
  unlink(SOCKET);
  int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  mode_t usual = umask(ROOT_ALONE);
  int bound = listener < 0 ? -1 : bind(listener, (const struct sockaddr *)&address, sizeof address);
  umask(usual);
  if (bound == 0 && listen(listener, BACKLOG) == 0) return listener;
  complain("tried to listen on %s, so that the clock cannot be set, nor power-off be asked for", SOCKET);
  if (listener >= 0) close(listener);
  return -1;
}

static int64_t milliseconds(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* The line without its end; whoever takes more than a second for all of it does without. */
static int read_line(int peer, char *line) {
  const int64_t end = milliseconds() + PATIENCE;
  size_t length = 0;
  while (length < LONGEST_LINE - 1) {
    struct pollfd more = {.fd = peer, .events = POLLIN};
    int64_t left = end - milliseconds();
    int ready = poll(&more, 1, left > 0 ? (int)left : 0);
    if (ready < 0 && errno == EINTR) continue;
    if (ready == 0) errno = ETIMEDOUT;
    if (ready <= 0) return -1;
    ssize_t count = read(peer, line + length, 1);
    if (count < 0 && errno == EINTR) continue;
    if (count != 1) return -1;
    if (line[length] == '\n') {
      line[length] = 0;
      return 0;
    }
    length++;
  }
  errno = EMSGSIZE;
  return -1;
}

/*
 * A machine whose clock was wrong may be one of many copies that were asleep. What it draws at random from now on depends
 * on the time at which it woke, which no two have in common.
 */
static void reseed(const struct timespec *time) {
  int random = open("/dev/random", O_WRONLY | O_CLOEXEC);
  if (random < 0 || write(random, time, sizeof *time) < 0 || ioctl(random, RNDRESEEDCRNG) < 0)
    complain("tried to seed the random numbers anew");
  if (random >= 0) close(random);
}

/* `clock SECONDS NANOSECONDS`: 0, or what is wrong. */
static int set_clock(const char *line) {
  struct timespec time;
  char rest;
  if (sscanf(line, "clock %ld %ld%c", &time.tv_sec, &time.tv_nsec, &rest) != 2) return EINVAL;
  if (clock_settime(CLOCK_REALTIME, &time) < 0) return errno;
  reseed(&time);
  return 0;
}

static void answer(int peer, const char *step, int error) {
  if (error == 0) dprintf(peer, "ok\n");
  else dprintf(peer, "failed:%s:%d\n", step, error);
}

enum request take_request(int listener) {
  char line[LONGEST_LINE];
  enum request request = NOTHING;
  int peer = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
  if (peer < 0) return NOTHING;
  if (read_line(peer, line) < 0) answer(peer, "read", errno);
  else if (strncmp(line, "clock ", 6) == 0) answer(peer, "clock", set_clock(line));
  else if (strcmp(line, "power_off") != 0) answer(peer, "request", EINVAL);
  else {
    answer(peer, line, 0);
    request = POWER_OFF;
  }
  close(peer);
  return request;
}
