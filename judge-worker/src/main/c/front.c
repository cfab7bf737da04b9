/*
 * The front end's side: messages of the vhost-user protocol (QEMU, docs/interop/vhost-user). One is taken at a time; what
 * cannot be is the end of this program, as the front end is a program of this machine's and not the guest. But what it
 * passes on from the guest, where queues are and how large, is checked like everything of the guest's.
 */
#include "vsock.h"

enum {
  GET_FEATURES = 1,
  SET_FEATURES = 2,
  SET_OWNER = 3,
  RESET_OWNER = 4,
  SET_MEMORY = 5,
  SET_QUEUE_SIZE = 8,
  SET_QUEUE_PLACES = 9,
  SET_QUEUE_NEXT = 10,
  GET_QUEUE_NEXT = 11,
  SET_QUEUE_KICK = 12,
  SET_QUEUE_CALL = 13,
  SET_QUEUE_ERROR = 14,
  GET_PROTOCOL_FEATURES = 15,
  SET_PROTOCOL_FEATURES = 16,
  GET_QUEUE_COUNT = 17,
  ENABLE_QUEUE = 18,
  GET_CONFIG = 24
};
enum { VERSION = 1, IS_REPLY = 4, WANTS_REPLY = 8, NO_FILE = 1 << 8 };
static const uint64_t FEATURES = 1ULL << 32 | 1ULL << 30;               /* version 1; protocol features */
static const uint64_t PROTOCOL_FEATURES = 1U << 0 | 1U << 3 | 1U << 9; /* several queues; REPLY_ACK; CONFIG */
uint64_t guest_cid;
static uint64_t agreed;

struct __attribute__((packed)) message {
  uint32_t request, flags, size;
  union {
    uint64_t number;
    struct {
      uint32_t index, value;
    } queue;
    struct rings rings;
    struct {
      uint32_t count, padding;
      struct region regions[REGIONS_MAX];
    } memory;
    struct {
      uint32_t offset, size, flags;
      uint8_t bytes[256];
    } config;
  } payload;
};
enum { HEAD = offsetof(struct message, payload) };

/* Files that came with a message. */
struct attached {
  int fds[REGIONS_MAX];
  size_t count;
};

static void close_all(struct attached *attached) {
  for (size_t i = 0; i < attached->count; i++)
    if (attached->fds[i] >= 0) close(attached->fds[i]);
}

static bool receive(int front, struct message *message, struct attached *attached) {
  union {
    char bytes[CMSG_SPACE(sizeof attached->fds)];
    struct cmsghdr alignment;
  } control;
  struct iovec piece = {message, HEAD};
  struct msghdr head = {
      .msg_iov = &piece, .msg_iovlen = 1, .msg_control = control.bytes, .msg_controllen = sizeof control.bytes};
  memset(message, 0, sizeof *message);
  ssize_t got = recvmsg(front, &head, MSG_CMSG_CLOEXEC | MSG_WAITALL);
  if (got == 0 || (got < 0 && errno == ECONNRESET)) return false;
  for (struct cmsghdr *part = CMSG_FIRSTHDR(&head); got > 0 && part != NULL; part = CMSG_NXTHDR(&head, part)) {
    if (part->cmsg_level != SOL_SOCKET || part->cmsg_type != SCM_RIGHTS) continue;
    attached->count = (part->cmsg_len - CMSG_LEN(0)) / sizeof(int);
    memcpy(attached->fds, CMSG_DATA(part), attached->count * sizeof(int));
  }
  errno = EBADMSG;
  if (got != HEAD || message->size > sizeof message->payload || (head.msg_flags & MSG_CTRUNC) ||
      (message->flags & 3) != VERSION)
    give_up("message of the front end");
  if (message->size == 0) return true;
  return recv(front, &message->payload, message->size, MSG_WAITALL) == (ssize_t)message->size;
}

static void reply(int front, struct message *message, uint32_t size) {
  message->flags = VERSION | IS_REPLY;
  message->size = size;
  ssize_t length = (ssize_t)(HEAD + size);
  if (send(front, message, HEAD + size, MSG_NOSIGNAL) != length && errno != EPIPE) give_up("reply");
}

static struct queue *queue_named(uint64_t index) {
  errno = EBADMSG;
  if (index >= QUEUES) give_up("number of a queue");
  return &queues[index];
}

static bool set_memory(const struct message *message, const struct attached *attached) {
  struct region regions[REGIONS_MAX];
  uint32_t count = message->payload.memory.count;
  memcpy(regions, message->payload.memory.regions, sizeof regions);
  bool sound = count == attached->count && memory_map(regions, attached->fds, count);
  for (int i = 0; i < QUEUES; i++) queue_place(&queues[i]);
  return sound;
}

/* Takes the file over from `attached`. */
static void set_file(int *place, const struct message *message, struct attached *attached) {
  if (*place >= 0) close(*place);
  *place = -1;
  if ((message->payload.number & NO_FILE) || attached->count == 0) return;
  *place = attached->fds[0];
  attached->fds[0] = -1;
}

static void set_kick(const struct message *message, struct attached *attached) {
  struct queue *queue = queue_named(message->payload.number & 0xff);
  set_file(&queue->kick, message, attached);
  if (!(agreed & 1ULL << 30)) queue->enabled = true;
}

/* Where a queue goes on other than where it stopped, the device was reset: what was connected is no more. */
static void set_next(const struct message *message) {
  struct queue *queue = queue_named(message->payload.queue.index);
  if (queue->next != (uint16_t)message->payload.queue.value || queue->broken) packets_forget();
  queue->next = (uint16_t)message->payload.queue.value;
  queue->broken = false;
}

static void set_places(const struct message *message) {
  struct queue *queue = queue_named(message->payload.rings.index);
  queue->at = message->payload.rings;
  queue_place(queue);
}

static void set_size(const struct message *message) {
  struct queue *queue = queue_named(message->payload.queue.index);
  uint32_t size = message->payload.queue.value;
  queue->size = size <= RING_MAX ? (uint16_t)size : 0;
  queue_place(queue);
}

/* Stops it, too. */
static uint32_t get_next(uint32_t index) {
  struct queue *queue = queue_named(index);
  queue->enabled = false;
  queue->descriptors = NULL;
  if (queue->kick >= 0) close(queue->kick);
  queue->kick = -1;
  return queue->next;
}

static void get_config(struct message *message) {
  uint32_t offset = message->payload.config.offset, size = message->payload.config.size;
  errno = EBADMSG;
  if (size > sizeof guest_cid || offset > sizeof guest_cid - size) give_up("range of the configuration");
  memcpy(message->payload.config.bytes, (const uint8_t *)&guest_cid + offset, size);
}

/* Does what is asked for; returns the size of the reply that is due in any case, or 0, and whether it could be done. */
static uint32_t serve(struct message *message, struct attached *attached, bool *done) {
  switch (message->request) {
    case GET_FEATURES:
      message->payload.number = FEATURES;
      return 8;
    case GET_PROTOCOL_FEATURES:
      message->payload.number = PROTOCOL_FEATURES;
      return 8;
    case GET_QUEUE_COUNT:
      message->payload.number = QUEUES;
      return 8;
    case GET_QUEUE_NEXT:
      message->payload.queue.value = get_next(message->payload.queue.index);
      return 8;
    case GET_CONFIG:
      get_config(message);
      return message->size;
    case SET_FEATURES:
      agreed = message->payload.number;
      *done = (agreed & ~FEATURES) == 0;
      return 0;
    case SET_PROTOCOL_FEATURES:
      *done = (message->payload.number & ~PROTOCOL_FEATURES) == 0;
      return 0;
    case SET_MEMORY:
      *done = set_memory(message, attached);
      return 0;
    case SET_QUEUE_SIZE:
      set_size(message);
      return 0;
    case SET_QUEUE_PLACES:
      set_places(message);
      return 0;
    case SET_QUEUE_NEXT:
      set_next(message);
      return 0;
    case SET_QUEUE_KICK:
      set_kick(message, attached);
      return 0;
    case SET_QUEUE_CALL:
      set_file(&queue_named(message->payload.number & 0xff)->call, message, attached);
      return 0;
    case ENABLE_QUEUE:
      queue_named(message->payload.queue.index)->enabled = message->payload.queue.value == 1;
      return 0;
    case SET_OWNER:
    case RESET_OWNER:
    case SET_QUEUE_ERROR:
      return 0;
    default:
      *done = false;
      return 0;
  }
}

/* One message; false when the front end is gone. */
bool front_serve(int front) {
  struct message message;
  struct attached attached = {.count = 0};
  if (!receive(front, &message, &attached)) return false;
  bool wants_reply = (message.flags & WANTS_REPLY) != 0, done = true;
  uint32_t due = serve(&message, &attached, &done);
  close_all(&attached);
  if (!done) fprintf(stderr, "gavel-vsock: request %u of the front end could not be done\n", message.request);
  if (due == 0 && wants_reply) {
    message.payload.number = done ? 0 : 1;
    due = sizeof message.payload.number;
  }
  if (due > 0) reply(front, &message, due);
  return true;
}
