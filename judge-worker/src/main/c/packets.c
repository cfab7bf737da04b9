/*
 * Packets from and to the guest. What owes nothing to a connection is answered with a RESET, as the standard has it;
 * how many of these may be waiting for the guest to make room is bounded: beyond it no more packets are taken from it.
 */
#include "vsock.h"

#include <sys/param.h>

enum { AT_A_TIME = 256, DATA_MAX = 64 * 1024 };
static struct header refusals[REFUSALS_MAX];
static size_t refused;

/* After a reset of the device nothing of before is known any more. */
void packets_forget(void) {
  refused = 0;
  connections_drop(false);
}

static void refuse(const struct header *packet) {
  if (packet->operation == RESET) return;
  refusals[refused++] = (struct header){.from_cid = packet->to_cid,
                                        .to_cid = guest_cid,
                                        .from_port = packet->to_port,
                                        .to_port = packet->from_port,
                                        .type = packet->type,
                                        .operation = RESET};
}

static void take_data(struct connection *connection, const struct chain *chain, const struct header *packet) {
  bool whole = packet->length <= chain->size - sizeof *packet;
  if (!whole || !connection_receive(connection, chain, sizeof *packet, packet->length))
    connection_gone(connection, true);
  else
    connection_settle(connection);
}

static void take(const struct chain *chain) {
  struct header packet;
  if (chain_read(chain, 0, &packet, sizeof packet) < sizeof packet) return;
  bool sound = packet.from_cid == guest_cid && packet.to_cid == HOST && packet.type == STREAM;
  struct connection *connection = sound ? connection_find(packet.to_port, packet.from_port) : NULL;
  bool asking = connection != NULL && connection->state == ASKING;
  bool early = asking && (connection->owes & OWES_REQUEST);
  if (connection == NULL || early || (asking && packet.operation != RESPONSE && packet.operation != RESET)) {
    refuse(&packet);
    return;
  }
  connection->guest_space = packet.space;
  connection->guest_taken = packet.taken;
  switch (packet.operation) {
    case RESPONSE:
      if (asking) connection_accepted(connection);
      break;
    case DATA:
      take_data(connection, chain, &packet);
      break;
    case CREDIT_UPDATE:
      break;
    case CREDIT_REQUEST:
      connection->owes |= OWES_CREDIT;
      break;
    case SHUTDOWN:
      connection_shut(connection, packet.flags);
      break;
    case RESET:
      connection_gone(connection, false);
      break;
    default:
      connection_gone(connection, true);
  }
}

/* Returns whether anything was done. */
static bool take_all(void) {
  struct queue *queue = &queues[FROM_GUEST];
  struct chain chain;
  int count = 0;
  while (count < AT_A_TIME && refused < REFUSALS_MAX && queue_peek(queue, &chain)) {
    take(&chain);
    queue_give_back(queue, &chain, 0);
    count++;
  }
  if (count > 0) queue_notify(queue);
  return count > 0;
}

static bool room_for_packet(struct chain *chain) {
  struct queue *queue = &queues[TO_GUEST];
  if (!queue_peek(queue, chain)) return false;
  if (chain->size > sizeof(struct header)) return true;
  queue_break(queue, "a buffer too small for a packet");
  return false;
}

static void put(const struct chain *chain, const struct header *packet) {
  chain_write(chain, packet, sizeof *packet);
  queue_give_back(&queues[TO_GUEST], chain, sizeof *packet + packet->length);
}

static struct header packet_of(struct connection *connection, uint16_t operation) {
  connection->told = connection->taken;
  connection->owes &= ~(unsigned)OWES_CREDIT;
  return (struct header){.from_cid = HOST,
                         .to_cid = guest_cid,
                         .from_port = connection->host_port,
                         .to_port = connection->guest_port,
                         .type = STREAM,
                         .operation = operation,
                         .space = SPACE,
                         .taken = connection->taken};
}

static bool put_of(struct connection *connection, unsigned owed, uint16_t operation, uint32_t flags) {
  struct chain chain;
  if (!(connection->owes & owed)) return false;
  if (!room_for_packet(&chain)) return false;
  connection->owes &= ~owed;
  struct header packet = packet_of(connection, operation);
  packet.flags = flags;
  put(&chain, &packet);
  return true;
}

/* The chain's buffers behind the header, cut to a length. */
static size_t behind_header(const struct chain *chain, size_t length, struct iovec *pieces) {
  size_t skip = sizeof(struct header), count = 0;
  for (size_t i = 0; i < chain->count && length > 0; i++) {
    struct iovec piece = chain->pieces[i];
    size_t skipped = MIN(skip, piece.iov_len);
    skip -= skipped;
    piece.iov_base = (uint8_t *)piece.iov_base + skipped;
    piece.iov_len = MIN(piece.iov_len - skipped, length);
    length -= piece.iov_len;
    if (piece.iov_len > 0) pieces[count++] = piece;
  }
  return count;
}

/* Sends on what the client said, into the guest's own buffers; false when there is nothing to send, or no room. */
static bool put_data(struct connection *connection) {
  struct chain chain;
  struct iovec pieces[PIECES_MAX];
  if (connection->state != OPEN || connection->client_done || !connection->readable) return false;
  uint32_t credit = connection_credit(connection);
  if (credit == 0) {
    if (!connection->asked_for_credit) connection->owes |= OWES_QUESTION;
    connection->asked_for_credit = true;
    return false;
  }
  connection->asked_for_credit = false;
  if (!room_for_packet(&chain)) return false;
  size_t length = MIN(MIN(credit, (size_t)DATA_MAX), chain.size - sizeof(struct header));
  ssize_t got = connection_read(connection, pieces, behind_header(&chain, length, pieces));
  if (got == 0) return false;
  struct header packet = packet_of(connection, DATA);
  packet.length = (uint32_t)got;
  put(&chain, &packet);
  return true;
}

/* One round of a connection, so that none keeps the others waiting. */
static bool put_some(struct connection *connection) {
  bool any = put_of(connection, OWES_REQUEST, REQUEST, 0);
  any |= put_data(connection);
  any |= put_of(connection, OWES_CREDIT, CREDIT_UPDATE, 0);
  any |= put_of(connection, OWES_QUESTION, CREDIT_REQUEST, 0);
  uint32_t flags = NO_MORE_SENDING | (connection->hung_up ? NO_MORE_RECEIVING : 0U);
  any |= put_of(connection, OWES_SHUTDOWN, SHUTDOWN, flags);
  if (put_of(connection, OWES_RESET, RESET, 0)) {
    connection_settle(connection);
    any = true;
  }
  return any;
}

static bool put_all(void) {
  static size_t first;
  struct chain chain;
  bool any = false, more = true;
  size_t told = 0;
  while (told < refused && room_for_packet(&chain)) {
    put(&chain, &refusals[told++]);
    any = true;
  }
  refused -= told;
  memmove(refusals, refusals + told, refused * sizeof *refusals);
  for (int round = 0; more && round < AT_A_TIME; round++) {
    more = false;
    for (size_t i = 0; i < CONNECTIONS; i++) {
      struct connection *connection = &connections[(first + i) % CONNECTIONS];
      if (connection->state > GREETING) more |= put_some(connection);
    }
    any |= more;
  }
  first = (first + 1) % CONNECTIONS;
  if (any) queue_notify(&queues[TO_GUEST]);
  return any;
}

/* Takes and puts until neither has anything to do, or it is others' turn: then returns true, and has to be called again. */
bool packets_exchange(void) {
  bool any = true;
  for (int round = 0; any && round < 16; round++) {
    any = take_all();
    any |= put_all();
  }
  for (int i = 0; i < QUEUES; i++)
    if (queue_is_broken(&queues[i])) connections_drop(true);
  return any;
}
