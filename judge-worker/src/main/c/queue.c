/*
 * Split virtqueues (virtio 1.2, section 2.7) without indirect descriptors and event indices.
 *
 * The guest can write to all of it at any time. So each number is read once, into a variable of ours, and checked
 * before it is used; a descriptor is copied before it is looked at. A queue that breaks the rules is broken until the
 * guest resets the device: there is no telling what else in it is wrong.
 */
#include "vsock.h"

struct descriptor {
  uint64_t address;
  uint32_t length;
  uint16_t flags, next;
};
struct used_element {
  uint32_t head, written;
};
enum { HAS_NEXT = 1, WRITABLE = 2, INDIRECT = 4, NO_INTERRUPT = 1 };

struct queue queues[QUEUES] = {{.kick = -1, .call = -1}, {.kick = -1, .call = -1}};

void queue_break(struct queue *queue, const char *why) {
  fprintf(stderr, "gavel-vsock: queue %d: %s\n", (int)(queue - queues), why);
  queue->broken = true;
}

/* Finds the rings in memory. They are flags, index, then `size` elements; descriptors are 16 bytes. */
void queue_place(struct queue *queue) {
  uint64_t size = queue->size;
  bool sound = size > 0 && size <= RING_MAX && (size & (size - 1)) == 0;
  queue->descriptors = sound ? memory_of_front(queue->at.descriptors, 16 * size, 16) : NULL;
  queue->available = sound ? memory_of_front(queue->at.available, 4 + 2 * size, 2) : NULL;
  queue->used = sound ? memory_of_front(queue->at.used, 4 + 8 * size, 4) : NULL;
}

bool queue_works(const struct queue *queue) {
  return queue->enabled && !queue->broken && queue->descriptors != NULL && queue->available != NULL && queue->used != NULL;
}

/* And not stopped either, which is how a reset begins. */
bool queue_is_broken(const struct queue *queue) { return queue->enabled && queue->broken; }

static uint16_t load(const uint16_t *from) { return __atomic_load_n(from, __ATOMIC_ACQUIRE); }

/* Adds one descriptor's buffer to the chain; returns the descriptor's flags, or -1. */
static int add_piece(struct queue *queue, struct chain *chain, uint16_t index, uint16_t *next) {
  struct descriptor copy;
  if (index >= queue->size) return queue_break(queue, "an index is over the queue's size"), -1;
  memcpy(&copy, &queue->descriptors[index], sizeof copy);
  __atomic_signal_fence(__ATOMIC_SEQ_CST);
  bool writable = (copy.flags & WRITABLE) != 0;
  void *place = memory_of_guest(copy.address, copy.length);
  if (copy.flags & INDIRECT) return queue_break(queue, "an indirect descriptor, which was not agreed on"), -1;
  if (writable != (queue == &queues[TO_GUEST])) return queue_break(queue, "a buffer of the wrong direction"), -1;
  if (place == NULL) return queue_break(queue, "a buffer that is not in memory"), -1;
  if (chain->count == PIECES_MAX) return queue_break(queue, "a chain that is too long, or endless"), -1;
  chain->pieces[chain->count++] = (struct iovec){place, copy.length};
  chain->size += copy.length;
  *next = copy.next;
  return copy.flags;
}

/* The next chain, which stays the next one until it is given back; false when there is none. */
bool queue_peek(struct queue *queue, struct chain *chain) {
  if (!queue_works(queue)) return false;
  uint16_t waiting = (uint16_t)(load(&queue->available[1]) - queue->next);
  if (waiting > queue->size) return queue_break(queue, "more buffers than there are descriptors"), false;
  if (waiting == 0) return false;
  uint16_t index = load(&queue->available[2 + queue->next % queue->size]);
  *chain = (struct chain){.head = index};
  int flags;
  do flags = add_piece(queue, chain, index, &index);
  while (flags >= 0 && (flags & HAS_NEXT));
  return flags >= 0;
}

void queue_give_back(struct queue *queue, const struct chain *chain, size_t written) {
  struct used_element *elements = (struct used_element *)(void *)(queue->used + 2);
  uint16_t place = queue->next++;
  elements[place % queue->size] = (struct used_element){chain->head, (uint32_t)written};
  __atomic_store_n(&queue->used[1], queue->next, __ATOMIC_RELEASE);
}

void queue_notify(struct queue *queue) {
  const uint64_t one = 1;
  __atomic_thread_fence(__ATOMIC_SEQ_CST);
  if (queue->call < 0 || !queue_works(queue) || (load(&queue->available[0]) & NO_INTERRUPT)) return;
  if (write(queue->call, &one, sizeof one) < 0 && errno != EAGAIN) complain("interrupt");
}

/* Copies what is there of that range; returns how much it was. */
size_t chain_read(const struct chain *chain, size_t from, void *to, size_t length) {
  size_t done = 0;
  for (size_t i = 0; i < chain->count && done < length; i++) {
    const struct iovec *piece = &chain->pieces[i];
    if (from >= piece->iov_len) {
      from -= piece->iov_len;
      continue;
    }
    size_t part = piece->iov_len - from < length - done ? piece->iov_len - from : length - done;
    memcpy((uint8_t *)to + done, (uint8_t *)piece->iov_base + from, part);
    done += part;
    from = 0;
  }
  return done;
}

/* Writes to the chain's begin; it is large enough. */
void chain_write(const struct chain *chain, const void *bytes, size_t length) {
  size_t done = 0;
  for (size_t i = 0; i < chain->count && done < length; i++) {
    size_t part = chain->pieces[i].iov_len < length - done ? chain->pieces[i].iov_len : length - done;
    memcpy(chain->pieces[i].iov_base, (const uint8_t *)bytes + done, part);
    done += part;
  }
}
