/*
 * Connections: what a client and the guest have to say to each other, and how either is told that the other is gone.
 *
 * Flow control. To the guest: never more is read from a client than the guest has room for, as it said last; so nothing
 * is kept here. From the guest: it is told that there are SPACE bytes of room; what is more is a breach, and ends the
 * connection. It is told again when the client has taken a quarter of that.
 *
 * Half-closed connections stay: a client that has shut down its sending side gets the rest of the guest's answer. A
 * client that is gone is told to the guest when the guest has got all that the client had sent.
 */
#include "vsock.h"

struct connection connections[CONNECTIONS];
int64_t patience = 10000;
static uint32_t serial = 1;

bool connections_full(void) {
  for (size_t i = 0; i < CONNECTIONS; i++)
    if (connections[i].state == FREE) return false;
  return true;
}

/* Takes over the client's socket. The port of this side names the place in the table, and is not used again soon. */
void connection_begin(int fd) {
  for (uint32_t i = 0; i < CONNECTIONS; i++) {
    struct connection *connection = &connections[i];
    if (connection->state != FREE) continue;
    serial = serial % ((1U << 24) - 1) + 1;
    *connection = (struct connection){.state = GREETING, .fd = fd, .deadline = now() + patience};
    connection->host_port = (1U << 31) | serial * CONNECTIONS | i;
    return;
  }
  close(fd);
}

/* The connection with these ports, if the guest has a part in it. */
struct connection *connection_find(uint32_t host_port, uint32_t guest_port) {
  struct connection *connection = &connections[host_port % CONNECTIONS];
  bool known = connection->state == ASKING || connection->state == OPEN || connection->state == CLOSING;
  return known && connection->host_port == host_port && connection->guest_port == guest_port ? connection : NULL;
}

static void release(struct connection *connection) {
  if (connection->fd >= 0) close(connection->fd);
  free(connection->buffer);
  *connection = (struct connection){.fd = -1};
}

static void close_client(struct connection *connection) {
  if (connection->fd >= 0) close(connection->fd);
  connection->fd = -1;
  connection->taken += (uint32_t)connection->count;
  connection->count = 0;
}

/* Nobody but the client is left; with a RESET still owed, the guest has to be told so first. */
void connection_gone(struct connection *connection, bool tell_guest) {
  connection->owes = tell_guest ? OWES_RESET : 0;
  connection->state = DRAINING;
  connection->deadline = 0;
  connection_settle(connection);
}

/* The client is gone. The guest may already have been told that nothing more will come. */
static void client_gone(struct connection *connection) {
  close_client(connection);
  if (connection->state == GREETING) {
    release(connection);
  } else if (connection->state == ASKING) {
    /* While the REQUEST is still owed, the guest knows nothing that a RESET could end. */
    connection_gone(connection, !(connection->owes & OWES_REQUEST));
  } else if (connection->state == OPEN) {
    connection->owes |= OWES_SHUTDOWN;
    connection->hung_up = connection->client_done = true;
    connection->state = CLOSING;
    connection->deadline = now() + patience;
  } else {
    connection_settle(connection);
  }
}

/* Ends all that the guest has heard of, or all that it should hear of, too. */
void connections_drop(bool also_asked_for) {
  for (size_t i = 0; i < CONNECTIONS; i++) {
    bool unheard = connections[i].state <= GREETING || (connections[i].owes & OWES_REQUEST);
    if (connections[i].state > GREETING && (also_asked_for || !unheard)) release(&connections[i]);
  }
}

/* Sends on what the client will take; then whatever waited for it to have taken everything. */
void connection_settle(struct connection *connection) {
  while (connection->count > 0 && connection->fd >= 0) {
    size_t first = SPACE - connection->start < connection->count ? SPACE - connection->start : connection->count;
    ssize_t sent = send(connection->fd, connection->buffer + connection->start, first, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) break;
    if (sent < 0) {
      client_gone(connection);
      return;
    }
    connection->start = (connection->start + (size_t)sent) % SPACE;
    connection->count -= (size_t)sent;
    connection->taken += (uint32_t)sent;
  }
  bool heard = connection->state == OPEN || connection->state == CLOSING;
  if (heard && connection->taken - connection->told >= SPACE / 4) connection->owes |= OWES_CREDIT;
  if (connection->count > 0) return;
  if (connection->guest_done && connection->state == OPEN) shutdown(connection->fd, SHUT_WR);
  if (connection->state == DRAINING) close_client(connection);
  if (connection->state == DRAINING && connection->owes == 0) release(connection);
}

/* Keeps what the guest sent; false when it had no right to send that much, or storage is short. */
bool connection_receive(struct connection *connection, const struct chain *chain, size_t from, size_t length) {
  if (connection->state == CLOSING) {
    connection->taken += (uint32_t)length;
    return true;
  }
  if (connection->buffer == NULL) connection->buffer = malloc(SPACE);
  if (connection->buffer == NULL || length > SPACE - connection->count || connection->guest_done) return false;
  size_t end = (connection->start + connection->count) % SPACE;
  size_t first = SPACE - end < length ? SPACE - end : length;
  chain_read(chain, from, connection->buffer + end, first);
  chain_read(chain, from + first, connection->buffer, length - first);
  connection->count += length;
  return true;
}

/* The guest will not receive, or not send, any more; when it is neither, it waits for a RESET. */
void connection_shut(struct connection *connection, uint32_t flags) {
  if (flags & NO_MORE_RECEIVING) connection->client_done = true;
  if (flags & NO_MORE_SENDING) connection->guest_done = true;
  if (connection->guest_done && connection->client_done && (flags & NO_MORE_RECEIVING))
    connection_gone(connection, true);
  else
    connection_settle(connection);
}

uint32_t connection_credit(const struct connection *connection) {
  uint32_t under_way = connection->sent - connection->guest_taken;
  return under_way < connection->guest_space ? connection->guest_space - under_way : 0;
}

/* Reads what the client sent into the guest's buffers. 0: nothing now, or never again, which is noted. */
ssize_t connection_read(struct connection *connection, struct iovec *pieces, size_t count) {
  struct msghdr message = {.msg_iov = pieces, .msg_iovlen = count};
  ssize_t got = recvmsg(connection->fd, &message, MSG_DONTWAIT);
  if (got > 0) {
    connection->sent += (uint32_t)got;
    return got;
  }
  connection->readable = false;
  if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return 0;
  connection->client_done = true;
  connection->owes |= OWES_SHUTDOWN;
  if (connection->hung_up || got < 0) client_gone(connection);
  return 0;
}

/* What is said by clients: `CONNECT PORT`, and a newline. What is behind it stays in the socket. */
static bool parse_port(const char *line, uint32_t *port) {
  static const char verb[] = "CONNECT ";
  if (strncmp(line, verb, sizeof verb - 1) != 0) return false;
  const char *digits = line + sizeof verb - 1;
  size_t length = strspn(digits, "0123456789");
  if (length == 0 || length > 10 || digits[length] != 0) return false;
  unsigned long long number = strtoull(digits, NULL, 10);
  *port = (uint32_t)number;
  return number < UINT32_MAX;
}

static void hear_greeting(struct connection *connection) {
  char byte;
  ssize_t got;
  while ((got = recv(connection->fd, &byte, 1, MSG_DONTWAIT)) == 1 && byte != '\n') {
    if (byte == 0 || connection->line_length == sizeof connection->line - 1) {
      client_gone(connection);
      return;
    }
    connection->line[connection->line_length++] = byte;
  }
  if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return;
  if (got != 1 || !parse_port(connection->line, &connection->guest_port)) {
    client_gone(connection);
    return;
  }
  connection->state = ASKING;
  connection->owes = OWES_REQUEST;
  connection->deadline = now() + patience;
}

/* The guest has accepted: the client may begin. */
void connection_accepted(struct connection *connection) {
  char line[32];
  int length = snprintf(line, sizeof line, "OK %u\n", connection->host_port);
  connection->state = OPEN;
  connection->deadline = 0;
  if (send(connection->fd, line, (size_t)length, MSG_NOSIGNAL | MSG_DONTWAIT) != length) client_gone(connection);
}

/* What to wait for at its socket; -1 for nothing, not even its end. */
short connection_interest(const struct connection *connection) {
  bool listens = connection->state == GREETING || (connection->state == OPEN && !connection->client_done);
  bool idle = connection->hung_up && connection->count == 0;
  if (connection->fd < 0 || idle) return -1;
  int events = (listens && !connection->readable ? POLLIN : 0) | (connection->count > 0 ? POLLOUT : 0);
  return (short)events;
}

void connection_event(struct connection *connection, short events) {
  if (connection->state == GREETING) {
    hear_greeting(connection);
    return;
  }
  if (events & (POLLHUP | POLLERR)) {
    connection->hung_up = true;
    connection->taken += (uint32_t)connection->count;
    connection->count = 0;
    /* What it had sent before is still to be read: the end of that is the end of the connection. */
    connection->readable = connection->state == OPEN && !connection->client_done;
    if (!connection->readable) client_gone(connection);
    return;
  }
  if (events & POLLIN) connection->readable = true;
  if (events & POLLOUT) connection_settle(connection);
}

/* Ends what has waited for too long. */
void connection_expire(struct connection *connection, int64_t time) {
  if (connection->state == FREE || connection->deadline == 0 || connection->deadline > time) return;
  if (connection->state == CLOSING)
    connection_gone(connection, true);
  else
    client_gone(connection);
}
