/* What the daemon's parts share; the theory of operation stands in main.c. */
#pragma once

#include <errno.h>
#include <poll.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <stdnoreturn.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "virtio is little-endian, and so is this daemon");

enum {
  QUEUES = 2,
  TO_GUEST = 0,
  FROM_GUEST = 1,
  RING_MAX = 1024,      /* descriptors of a queue */
  PIECES_MAX = 64,      /* descriptors of a chain */
  REGIONS_MAX = 8,      /* as vhost-user has it */
  CONNECTIONS = 128,    /* a power of two: a port's low bits are the place of its connection */
  SPACE = 256 * 1024,   /* what the guest may send over a connection before the client has taken it */
  REFUSALS_MAX = 64,
  HOST = 2              /* the CID of this side */
};

/* Memory (memory.c): the guest's, as mapped here. */
struct region {
  uint64_t guest, size, front, offset; /* as vhost-user sends it */
};
bool memory_map(const struct region *regions, const int *files, size_t count);
void *memory_of_guest(uint64_t address, uint64_t length);
void *memory_of_front(uint64_t address, uint64_t length, uint64_t alignment);

/* Queues (queue.c): a chain of buffers at a time, checked. */
struct chain {
  uint16_t head;
  size_t count, size;
  struct iovec pieces[PIECES_MAX];
};
struct rings {
  uint32_t index, flags;
  uint64_t descriptors, used, available, log;
};
struct queue {
  int kick, call;
  bool enabled, broken;
  uint16_t size, next;
  struct rings at; /* kept, as memory may be mapped anew */
  struct descriptor *descriptors;
  uint16_t *available, *used;
};
extern struct queue queues[QUEUES];
void queue_place(struct queue *queue);
bool queue_works(const struct queue *queue);
bool queue_is_broken(const struct queue *queue);
bool queue_peek(struct queue *queue, struct chain *chain);
void queue_give_back(struct queue *queue, const struct chain *chain, size_t written);
void queue_notify(struct queue *queue);
void queue_break(struct queue *queue, const char *why);
size_t chain_read(const struct chain *chain, size_t from, void *to, size_t length);
void chain_write(const struct chain *chain, const void *bytes, size_t length);

/* Packets (packets.c): virtio 1.2, section 5.10.6. */
struct __attribute__((packed)) header {
  uint64_t from_cid, to_cid;
  uint32_t from_port, to_port, length;
  uint16_t type, operation;
  uint32_t flags, space, taken;
};
enum operation { REQUEST = 1, RESPONSE, RESET, SHUTDOWN, DATA, CREDIT_UPDATE, CREDIT_REQUEST };
enum { STREAM = 1, NO_MORE_RECEIVING = 1, NO_MORE_SENDING = 2 };
extern uint64_t guest_cid;
bool packets_exchange(void);
void packets_forget(void);

/* Connections (connection.c): a client's socket and its counterpart in the guest. */
enum state {
  FREE,
  GREETING, /* the client has not said CONNECT yet */
  ASKING,   /* the guest has not answered yet */
  OPEN,
  CLOSING,  /* the client is gone; the guest has to agree */
  DRAINING  /* the guest is gone; what it sent is still to be taken, or a RESET is still owed to it */
};
/* Packets that a connection owes the guest, as bits. */
enum { OWES_REQUEST = 1, OWES_CREDIT = 2, OWES_QUESTION = 4, OWES_SHUTDOWN = 8, OWES_RESET = 16 };
struct connection {
  enum state state;
  int fd;
  uint32_t host_port, guest_port;
  uint32_t sent, guest_space, guest_taken; /* to the guest; as it last said */
  uint32_t taken, told;                    /* by the client; as the guest was last told */
  uint8_t *buffer;                         /* a ring of SPACE bytes, of which from `start` on `count` are to be taken */
  size_t start, count;
  unsigned owes;
  bool readable, hung_up, client_done, guest_done, asked_for_credit;
  int64_t deadline; /* CLOCK_MONOTONIC, milliseconds; 0 for none */
  char line[32];
  size_t line_length;
};
extern struct connection connections[CONNECTIONS];
extern int64_t patience;
int64_t now(void);
bool connections_full(void);
void connection_begin(int fd);
struct connection *connection_find(uint32_t host_port, uint32_t guest_port);
void connection_accepted(struct connection *connection);
bool connection_receive(struct connection *connection, const struct chain *chain, size_t from, size_t length);
void connection_shut(struct connection *connection, uint32_t flags);
void connection_gone(struct connection *connection, bool tell_guest);
void connection_settle(struct connection *connection);
uint32_t connection_credit(const struct connection *connection);
ssize_t connection_read(struct connection *connection, struct iovec *pieces, size_t count);
short connection_interest(const struct connection *connection);
void connection_event(struct connection *connection, short events);
void connection_expire(struct connection *connection, int64_t time);
void connections_drop(bool also_asked_for);

/* The front end (front.c): QEMU, over the vhost-user protocol. */
bool front_serve(int front);


noreturn void give_up(const char *step);
void complain(const char *what);
