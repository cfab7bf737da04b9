/*
 * Plays QEMU, a guest and its clients to gavel-vsock, well-behaved and otherwise: one scenario a process.
 *
 *   vsock-guest --list            names of the scenarios
 *   vsock-guest NAME FRONT CLIENTS
 *
 * Exit code 0, or 1 and what was otherwise than it had to be.
 */
#include <errno.h>
#include <poll.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { CID = 3, SIZE = 64, BUFFER = 4096, PAGE = 1 << 16, MEMORY = 4 << 20, PATIENCE = 5000, SPACE = 256 * 1024 };
enum { REQUEST = 1, RESPONSE, RESET, SHUTDOWN, DATA, CREDIT_UPDATE, CREDIT_REQUEST };
enum { HAS_NEXT = 1, WRITABLE = 2, INDIRECT = 4 };
static const uint64_t GUEST = 0x100000, FRONT_ADDRESS = 0x7000000;

struct __attribute__((packed)) header {
  uint64_t from_cid, to_cid;
  uint32_t from_port, to_port, length;
  uint16_t type, operation;
  uint32_t flags, space, taken;
};
struct descriptor {
  uint64_t address;
  uint32_t length;
  uint16_t flags, next;
};
struct packet {
  struct header header;
  uint8_t data[BUFFER];
};

static const char *front_path, *clients_path;
static int front, memory_file, kicks[2], calls[2];
static uint8_t *memory;
static uint16_t posted[2], seen[2];

static void fail(const char *format, ...) {
  va_list words;
  va_start(words, format);
  vprintf(format, words);
  va_end(words);
  printf("\n");
  exit(1);
}

static void check(bool fact, const char *what) {
  if (!fact) fail("not so: %s (%s)", what, strerror(errno));
}

/* The front end. */

static int dial(const char *path) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  snprintf(address.sun_path, sizeof address.sun_path, "%s", path);
  int fd = socket(AF_UNIX, SOCK_STREAM, 0);
  check(connect(fd, (struct sockaddr *)&address, sizeof address) == 0, path);
  return fd;
}

static void tell(uint32_t request, const void *payload, uint32_t size, int file) {
  uint32_t head[3] = {request, 1, size};
  struct iovec pieces[] = {{head, sizeof head}, {(void *)(uintptr_t)payload, size}};
  union {
    char bytes[CMSG_SPACE(sizeof(int))];
    struct cmsghdr alignment;
  } control = {.bytes = {0}};
  struct msghdr message = {.msg_iov = pieces, .msg_iovlen = 2};
  if (file >= 0) {
    message.msg_control = control.bytes;
    message.msg_controllen = sizeof control.bytes;
    struct cmsghdr *part = CMSG_FIRSTHDR(&message);
    *part = (struct cmsghdr){.cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS, .cmsg_len = CMSG_LEN(sizeof(int))};
    memcpy(CMSG_DATA(part), &file, sizeof file);
  }
  check(sendmsg(front, &message, MSG_NOSIGNAL) == (ssize_t)(sizeof head + size), "a message is sent");
}

static uint64_t ask(uint32_t request, const void *payload, uint32_t size) {
  struct __attribute__((packed)) {
    uint32_t head[3];
    uint64_t value;
  } answer;
  tell(request, payload, size, -1);
  check(recv(front, &answer, sizeof answer, MSG_WAITALL) == sizeof answer, "the front end gets an answer");
  return answer.value;
}

static void tell_queue(uint32_t request, uint32_t index, uint32_t value) {
  uint32_t payload[] = {index, value};
  tell(request, payload, sizeof payload, -1);
}

static void start_queue(uint32_t index, uint32_t next) {
  uint64_t base = FRONT_ADDRESS + index * PAGE;
  struct {
    uint32_t index, flags;
    uint64_t descriptors, used, available, log;
  } places = {index, 0, base, base + 0x8000, base + 0x4000, 0};
  uint64_t number = index;
  tell_queue(8, index, SIZE);
  tell_queue(10, index, next);
  tell(9, &places, sizeof places, -1);
  tell(12, &number, sizeof number, kicks[index]);
  tell(13, &number, sizeof number, calls[index]);
  tell_queue(18, index, 1);
}

static void share_memory(void) {
  struct {
    uint32_t count, padding;
    uint64_t guest, size, front, offset;
  } table = {1, 0, GUEST, MEMORY, FRONT_ADDRESS, 0};
  tell(5, &table, sizeof table, memory_file);
}

/* The guest. */

static uint16_t *available(int index) { return (uint16_t *)(void *)(memory + index * PAGE + 0x4000); }
static uint16_t *used(int index) { return (uint16_t *)(void *)(memory + index * PAGE + 0x8000); }
static struct descriptor *descriptors(int index) { return (struct descriptor *)(void *)(memory + index * PAGE); }
static uint64_t buffer(int index, int number) { return (uint64_t)(0x80000 + index * 0x80000 + number * BUFFER * 2); }

static void kick(int index) {
  uint64_t one = 1;
  __atomic_thread_fence(__ATOMIC_SEQ_CST);
  check(write(kicks[index], &one, sizeof one) == sizeof one, "a kick");
}

static void post(int index, uint16_t head) {
  available(index)[2 + posted[index] % SIZE] = head;
  __atomic_store_n(&available(index)[1], ++posted[index], __ATOMIC_RELEASE);
}

static void boot(void) {
  memset(memory, 0, MEMORY);
  memset(posted, 0, sizeof posted);
  memset(seen, 0, sizeof seen);
  for (uint32_t i = 0; i < 2; i++) start_queue(i, 0);
  for (uint16_t i = 0; i < SIZE / 2; i++) {
    descriptors(0)[i] = (struct descriptor){GUEST + buffer(0, i), BUFFER, WRITABLE, 0};
    post(0, i);
  }
  kick(0);
}

static void stop(void) {
  for (uint32_t i = 0; i < 2; i++) {
    uint32_t payload[] = {i, 0};
    ask(11, payload, sizeof payload);
  }
}

static void reboot(void) {
  stop();
  boot();
}

static void begin(void) {
  front = dial(front_path);
  memory_file = memfd_create("guest", 0);
  check(ftruncate(memory_file, MEMORY) == 0, "memory");
  memory = mmap(NULL, MEMORY, PROT_READ | PROT_WRITE, MAP_SHARED, memory_file, 0);
  check(memory != MAP_FAILED, "memory");
  uint64_t features = ask(1, NULL, 0), protocol = ask(15, NULL, 0);
  check((features & 1ULL << 32) && (features & 1ULL << 30), "version 1 and protocol features are offered");
  check((features & 3ULL << 28) == 0, "neither indirect descriptors nor event indices are offered");
  tell(16, &protocol, sizeof protocol, -1);
  tell(3, NULL, 0, -1);
  tell(2, &features, sizeof features, -1);
  for (int i = 0; i < 2; i++) {
    kicks[i] = eventfd(0, EFD_NONBLOCK);
    calls[i] = eventfd(0, EFD_NONBLOCK);
  }
  share_memory();
  boot();
}

/* Waits until the daemon has given back a buffer; returns whether it did. */
static bool await_used(int index, int patience) {
  while (__atomic_load_n(&used(index)[1], __ATOMIC_ACQUIRE) == seen[index]) {
    uint64_t ignored;
    struct pollfd polled = {.fd = calls[index], .events = POLLIN};
    if (poll(&polled, 1, patience) <= 0) return false;
    if (read(calls[index], &ignored, sizeof ignored) < 0 && errno != EAGAIN) fail("an interrupt");
  }
  return true;
}

static bool next_within(struct packet *packet, int patience) {
  if (!await_used(0, patience)) return false;
  uint32_t *element = (uint32_t *)(void *)(used(0) + 2) + 2 * (seen[0]++ % SIZE);
  check(element[0] < SIZE / 2 && element[1] >= sizeof packet->header && element[1] <= BUFFER, "a buffer as it was given");
  memcpy(packet, memory + buffer(0, (int)element[0]), element[1]);
  check(packet->header.length == element[1] - sizeof packet->header, "the packet's length");
  check(packet->header.to_cid == CID, "it is for this guest");
  post(0, (uint16_t)element[0]);
  kick(0);
  return true;
}

static struct packet next(uint16_t operation) {
  static struct packet packet;
  check(next_within(&packet, PATIENCE), "a packet comes");
  if (packet.header.operation != operation) fail("operation %u came, not %u", packet.header.operation, operation);
  return packet;
}

static void nothing_comes(void) {
  struct packet packet;
  if (next_within(&packet, 100)) fail("operation %u came, and nothing should", packet.header.operation);
}

/* In two buffers, as Linux does. */
static void give(const struct header *header, const void *data, size_t length) {
  uint16_t head = (uint16_t)(2 * (posted[1] % (SIZE / 2)));
  uint8_t *place = memory + buffer(1, head / 2);
  memcpy(place, header, sizeof *header);
  if (length > 0) memcpy(place + sizeof *header, data, length);
  uint64_t address = GUEST + buffer(1, head / 2);
  descriptors(1)[head] = (struct descriptor){address, sizeof *header, length > 0 ? HAS_NEXT : 0, (uint16_t)(head + 1)};
  descriptors(1)[head + 1] = (struct descriptor){address + sizeof *header, (uint32_t)length, 0, 0};
  post(1, head);
  kick(1);
  check(await_used(1, PATIENCE), "a packet is taken");
  seen[1]++;
}

static struct header answer_to(const struct header *header, uint16_t operation) {
  return (struct header){.from_cid = CID,
                         .to_cid = 2,
                         .from_port = header->to_port,
                         .to_port = header->from_port,
                         .type = 1,
                         .operation = operation,
                         .space = 1 << 16};
}

static void send_data(const struct header *peer, const void *data, size_t length) {
  struct header header = answer_to(peer, DATA);
  header.length = (uint32_t)length;
  give(&header, data, length);
}

/* Clients. */

static void say(int client, const char *text) {
  check(send(client, text, strlen(text), MSG_NOSIGNAL) == (ssize_t)strlen(text), "a client sends");
}

static void hear(int client, const char *text) {
  char got[256] = "";
  struct pollfd polled = {.fd = client, .events = POLLIN};
  size_t length = strlen(text);
  for (size_t done = 0; done < length;) {
    check(poll(&polled, 1, PATIENCE) == 1, text);
    ssize_t count = recv(client, got + done, length - done, 0);
    if (count <= 0) fail("the connection ended before '%s'", text);
    done += (size_t)count;
  }
  if (strcmp(got, text) != 0) fail("a client heard '%s', not '%s'", got, text);
}

static void hear_end(int client) {
  char byte;
  struct pollfd polled = {.fd = client, .events = POLLIN};
  check(poll(&polled, 1, PATIENCE) == 1, "a connection is closed");
  ssize_t count = recv(client, &byte, 1, 0);
  check(count == 0 || (count < 0 && errno == ECONNRESET), "a connection is closed");
  close(client);
}

/* A connection that stands; what the guest knows of the other side is in `peer`. */
static int established(struct header *peer) {
  int client = dial(clients_path);
  char line[64];
  say(client, "CONNECT 1024\n");
  *peer = next(REQUEST).header;
  check(peer->to_port == 1024 && peer->from_cid == 2 && peer->space == SPACE && peer->type == 1, "a request as it has to be");
  struct header response = answer_to(peer, RESPONSE);
  give(&response, NULL, 0);
  snprintf(line, sizeof line, "OK %u\n", peer->from_port);
  hear(client, line);
  return client;
}

/* All is as it should be: what every scenario ends with. */
static void works(void) {
  struct header peer;
  int client = established(&peer);
  say(client, "ping");
  struct packet packet = next(DATA);
  check(packet.header.length == 4 && memcmp(packet.data, "ping", 4) == 0, "what a client sends comes");
  send_data(&peer, "pong", 4);
  hear(client, "pong");
  close(client);
  check(next(SHUTDOWN).header.flags == 3, "a client's end is told");
  struct header reset = answer_to(&peer, RESET);
  give(&reset, NULL, 0);
}

/* Scenarios. */

static void handshake_eats_nothing(void) {
  int client = dial(clients_path);
  say(client, "CONNECT 77\nbehind it");
  struct header peer = next(REQUEST).header;
  struct header response = answer_to(&peer, RESPONSE);
  give(&response, NULL, 0);
  struct packet packet = next(DATA);
  check(peer.to_port == 77 && packet.header.length == 9 && memcmp(packet.data, "behind it", 9) == 0, "the rest comes");
}

static void clients_garbage(void) {
  static const char *const lines[] = {"HELLO\n", "CONNECT\n", "CONNECT \n", "CONNECT 1 2\n", "CONNECT -1\n", "CONNECT 99999999999\n",
                                      "connect 1\n", "CONNECT 4294967295\n", "\n", "CONNECT 10000000000000000000000000000000000000000000"};
  for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
    int client = dial(clients_path);
    say(client, lines[i]);
    hear_end(client);
  }
  int client = dial(clients_path);
  check(send(client, "CON\0NECT 1\n", 11, 0) == 11, "a NUL");
  hear_end(client);
  close(dial(clients_path));
  nothing_comes();
}

static void silent_clients(void) {
  int clients[300];
  for (int i = 0; i < 300; i++) clients[i] = dial(clients_path);
  /* More than there is room for: the first are given up, the others get their turn. */
  for (int i = 0; i < 300; i++) hear_end(clients[i]);
}

static void refused(void) {
  int client = dial(clients_path);
  say(client, "CONNECT 9\n");
  struct header peer = next(REQUEST).header, reset = answer_to(&peer, RESET);
  give(&reset, NULL, 0);
  hear_end(client);
}

static void silent_guest(void) {
  int client = dial(clients_path);
  say(client, "CONNECT 9\n");
  next(REQUEST);
  hear_end(client);
  next(RESET);
}

static void client_leaves_early(void) {
  int client = dial(clients_path);
  say(client, "CONNECT 9\n");
  next(REQUEST);
  close(client);
  next(RESET);
}

static void credit_to_guest(void) {
  struct header peer;
  static char bytes[3000];
  int client = established(&peer);
  struct header update = answer_to(&peer, CREDIT_UPDATE);
  update.space = 1000;
  give(&update, NULL, 0);
  check(send(client, bytes, sizeof bytes, 0) == sizeof bytes, "a client sends");
  for (uint32_t taken = 1000; taken <= 3000; taken += 1000) {
    check(next(DATA).header.length == 1000, "as much comes as there is room for");
    next(CREDIT_REQUEST);
    nothing_comes();
    update.taken = taken;
    give(&update, NULL, 0);
  }
  /* A guest that claims to have taken what it was never sent gets nothing for it. */
  update.taken = 1u << 30;
  give(&update, NULL, 0);
  say(client, "x");
  next(CREDIT_REQUEST);
  nothing_comes();
  close(client);
}

static void credit_from_guest(void) {
  struct header peer;
  static uint8_t bytes[2048], got[SPACE];
  int client = established(&peer);
  uint32_t credit = SPACE, sent = 0;
  for (int i = 0; i < 4000; i++) {
    struct packet packet;
    memset(bytes, i, sizeof bytes);
    if (credit - sent < sizeof bytes) {
      ssize_t count = recv(client, got, sizeof got, 0);
      check(count > 0, "a client receives");
    }
    while (credit - sent < sizeof bytes || next_within(&packet, 0)) {
      if (credit - sent < sizeof bytes) packet = next(CREDIT_UPDATE);
      credit = packet.header.taken + packet.header.space;
    }
    send_data(&peer, bytes, sizeof bytes);
    sent += sizeof bytes;
  }
  close(client);
}

static void too_much_from_guest(void) {
  struct header peer;
  static uint8_t bytes[4096];
  int client = established(&peer);
  struct packet packet = {.header = {.operation = 0}};
  /* The socket takes some, the daemon SPACE; nobody reads. */
  for (int i = 0; i < 1000 && packet.header.operation != RESET; i++) {
    send_data(&peer, bytes, sizeof bytes);
    while (next_within(&packet, 0) && packet.header.operation == CREDIT_UPDATE) {
    }
  }
  check(packet.header.operation == RESET, "a guest that sends more than it may is cut off");
  while (next_within(&packet, 100)) check(packet.header.operation == RESET, "what it sent after that is refused");
  close(client);
}

static void half_closed(void) {
  struct header peer;
  int client = established(&peer);
  say(client, "question");
  shutdown(client, SHUT_WR);
  check(next(DATA).header.length == 8, "the question comes");
  check(next(SHUTDOWN).header.flags == 2, "that it was all");
  send_data(&peer, "answer", 6);
  struct header end = answer_to(&peer, SHUTDOWN);
  end.flags = 3;
  give(&end, NULL, 0);
  next(RESET);
  hear(client, "answer");
  hear_end(client);
}

static void guest_leaves(void) {
  struct header peer;
  int client = established(&peer);
  send_data(&peer, "last words", 10);
  struct header reset = answer_to(&peer, RESET);
  give(&reset, NULL, 0);
  hear(client, "last words");
  hear_end(client);
}

static void guest_never_agrees(void) {
  struct header peer;
  close(established(&peer));
  next(SHUTDOWN);
  next(RESET);
}

static void unknown_connections(void) {
  struct header packet = {.from_cid = CID, .to_cid = 2, .from_port = 5, .to_port = 6, .type = 1};
  for (uint16_t operation = 0; operation < 12; operation++) {
    packet.operation = operation;
    give(&packet, NULL, 0);
    if (operation == RESET) continue;
    struct header answer = next(RESET).header;
    check(answer.to_port == 5 && answer.from_port == 6, "it is refused");
  }
  packet.operation = RESET;
  give(&packet, NULL, 0);
  nothing_comes();
}

static void others_packets(void) {
  struct header peer, packet;
  int client = established(&peer);
  packet = answer_to(&peer, DATA);
  packet.from_cid = 4;
  give(&packet, NULL, 0);
  next(RESET);
  packet = answer_to(&peer, DATA);
  packet.to_cid = 1;
  give(&packet, NULL, 0);
  next(RESET);
  packet = answer_to(&peer, DATA);
  packet.type = 2;
  give(&packet, NULL, 0);
  next(RESET);
  send_data(&peer, "still", 5);
  hear(client, "still");
  close(client);
}

static void lying_length(void) {
  struct header peer;
  int client = established(&peer);
  struct header packet = answer_to(&peer, DATA);
  packet.length = 1u << 31;
  give(&packet, "few", 3);
  next(RESET);
  hear_end(client);
}

static void unknown_operation(void) {
  struct header peer;
  int client = established(&peer);
  struct header packet = answer_to(&peer, 999);
  give(&packet, NULL, 0);
  next(RESET);
  hear_end(client);
}

static void short_packet(void) {
  descriptors(1)[0] = (struct descriptor){GUEST + buffer(1, 0), 10, 0, 0};
  post(1, 0);
  kick(1);
  check(await_used(1, PATIENCE), "it is taken");
  seen[1]++;
  nothing_comes();
}

/* A queue that is broken: whoever is connected loses that, whoever comes is turned away, until the reset. */
static void breaks(struct descriptor descriptor, uint16_t head, uint16_t jump) {
  struct header peer;
  int client = established(&peer);
  descriptors(1)[40] = descriptor;
  posted[1] = (uint16_t)(posted[1] + jump);
  post(1, head);
  kick(1);
  hear_end(client);
  client = dial(clients_path);
  say(client, "CONNECT 1\n");
  hear_end(client);
  reboot();
  works();
}

static void broken_queues(void) {
  uint64_t sound = GUEST + buffer(1, 0);
  breaks((struct descriptor){0, 100, 0, 0}, 40, 0);
  breaks((struct descriptor){GUEST + MEMORY - 10, 100, 0, 0}, 40, 0);
  breaks((struct descriptor){UINT64_MAX - 10, 100, 0, 0}, 40, 0);
  breaks((struct descriptor){GUEST - 10, 100, 0, 0}, 40, 0);
  breaks((struct descriptor){sound, UINT32_MAX, 0, 0}, 40, 0);
  breaks((struct descriptor){sound, 44, WRITABLE, 0}, 40, 0);
  breaks((struct descriptor){sound, 48, INDIRECT, 0}, 40, 0);
  breaks((struct descriptor){sound, 44, HAS_NEXT, 40}, 40, 0);
  breaks((struct descriptor){sound, 44, HAS_NEXT, SIZE}, 40, 0);
  breaks((struct descriptor){sound, 44, HAS_NEXT, UINT16_MAX}, 40, 0);
  breaks((struct descriptor){sound, 44, 0, 0}, SIZE, 0);
  breaks((struct descriptor){sound, 44, 0, 0}, UINT16_MAX, 0);
  breaks((struct descriptor){sound, 44, 0, 0}, 40, SIZE);
  breaks((struct descriptor){sound, 44, 0, 0}, 40, 1u << 15);
}

static void broken_buffers(void) {
  struct header peer;
  int client = established(&peer);
  reboot();
  hear_end(client);
  for (uint16_t i = 0; i < SIZE / 2; i++) descriptors(0)[i].length = 20;
  client = dial(clients_path);
  say(client, "CONNECT 1\n");
  hear_end(client);
  reboot();
}

static void guest_resets(void) {
  struct header peer;
  int client = established(&peer);
  say(client, "lost");
  next(DATA);
  reboot();
  hear_end(client);
}

static void paused(void) {
  struct header peer;
  int client = established(&peer);
  stop();
  say(client, "waits");
  for (uint32_t i = 0; i < 2; i++) start_queue(i, seen[i]);
  kick(0);
  check(next(DATA).header.length == 5, "what was said meanwhile comes");
  close(client);
}

static void memory_moves(void) {
  struct header peer;
  int client = established(&peer);
  share_memory();
  say(client, "again");
  check(next(DATA).header.length == 5, "memory that is shared anew");
  close(client);
}

static void impossible_queues(void) {
  stop();
  static const uint32_t sizes[] = {0, 3, 65, 2048, 65536, UINT32_MAX};
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
    tell_queue(8, 1, sizes[i]);
    tell_queue(18, 1, 1);
    kick(1);
  }
  struct {
    uint32_t index, flags;
    uint64_t descriptors, used, available, log;
  } places = {1, 0, FRONT_ADDRESS + MEMORY - 8, UINT64_MAX - 4, FRONT_ADDRESS + 1, 0};
  tell_queue(8, 1, SIZE);
  tell(9, &places, sizeof places, -1);
  tell_queue(18, 1, 1);
  kick(1);
  ask(1, NULL, 0);
  reboot();
}

static uint64_t state = 88172645463325252;
static uint64_t any(uint64_t bound) {
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return bound == 0 ? state : state % bound;
}

static uint16_t any_port_of(struct header *packet, const struct header *peer) {
  *packet = answer_to(peer, (uint16_t)any(9));
  if (any(4) == 0) packet->to_port = (uint32_t)any(0);
  if (any(4) == 0) packet->length = (uint32_t)any(any(2) ? 3000 : 0);
  packet->flags = (uint32_t)any(5);
  packet->space = (uint32_t)any(any(2) ? 100 : 0);
  packet->taken = (uint32_t)any(any(2) ? 100 : 0);
  return packet->operation;
}

/* Sound descriptors, packets of all kinds. */
static void random_packets(void) {
  static uint8_t bytes[3000];
  for (int round = 0; round < 300; round++) {
    struct header peer, packet;
    struct packet ignored;
    int client = established(&peer);
    for (int i = 0; i < 20; i++) {
      any_port_of(&packet, &peer);
      give(&packet, bytes, any(sizeof bytes));
      if (any(3) == 0) send(client, bytes, any(500), MSG_NOSIGNAL | MSG_DONTWAIT);
      while (next_within(&ignored, 0)) {
      }
    }
    close(client);
    reboot();
  }
}

/* Anything at all in the queues and what they point to. */
static void random_queues(void) {
  for (int round = 0; round < 500; round++) {
    int client = dial(clients_path);
    say(client, "CONNECT 1\n");
    for (int i = 0; i < 10; i++) {
      int index = (int)any(2);
      uint16_t head = (uint16_t)any(any(8) ? SIZE : 0);
      for (int k = 0; k < SIZE; k++) {
        uint64_t address = any(16) ? GUEST + any(MEMORY - 5000) : any(0);
        uint32_t length = (uint32_t)any(any(16) ? 5000 : 0);
        descriptors(index)[k] = (struct descriptor){address, length, (uint16_t)((index == 0 ? 2 : 0) ^ any(any(8) ? 2 : 8)), (uint16_t)any(any(16) ? SIZE : 0)};
      }
      post(index, head);
      kick(index);
    }
    ask(1, NULL, 0);
    close(client);
    reboot();
    ask(1, NULL, 0);
  }
}

static const struct {
  const char *name;
  void (*play)(void);
  bool works_after;
} scenarios[] = {
    {"works", works, true},
    {"handshake_eats_nothing", handshake_eats_nothing, false},
    {"clients_garbage", clients_garbage, true},
    {"silent_clients", silent_clients, true},
    {"refused", refused, true},
    {"silent_guest", silent_guest, true},
    {"client_leaves_early", client_leaves_early, true},
    {"credit_to_guest", credit_to_guest, false},
    {"credit_from_guest", credit_from_guest, false},
    {"too_much_from_guest", too_much_from_guest, true},
    {"half_closed", half_closed, true},
    {"guest_leaves", guest_leaves, true},
    {"guest_never_agrees", guest_never_agrees, true},
    {"unknown_connections", unknown_connections, true},
    {"others_packets", others_packets, false},
    {"lying_length", lying_length, true},
    {"unknown_operation", unknown_operation, true},
    {"short_packet", short_packet, true},
    {"broken_queues", broken_queues, true},
    {"broken_buffers", broken_buffers, true},
    {"guest_resets", guest_resets, true},
    {"paused", paused, false},
    {"memory_moves", memory_moves, false},
    {"impossible_queues", impossible_queues, true},
    {"random_packets", random_packets, true},
    {"random_queues", random_queues, true},
};

int main(int count, char **words) {
  for (size_t i = 0; i < sizeof scenarios / sizeof *scenarios; i++) {
    if (count == 2) printf("%s\n", scenarios[i].name);
    if (count != 4 || strcmp(words[1], scenarios[i].name) != 0) continue;
    front_path = words[2];
    clients_path = words[3];
    begin();
    scenarios[i].play();
    if (scenarios[i].works_after) works();
    return 0;
  }
  return count == 2 ? 0 : 2;
}
