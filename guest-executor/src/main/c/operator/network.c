/*
 * gavel-network: gives a network card an address, and a route to everything else.
 *
 *     gavel-network INTERFACE ADDRESS PREFIX [GATEWAY]
 *
 * Theory of operation. It speaks rtnetlink(7), so that a guest needs no tools: looks the card up, sets it up,
 * adds the address, deletes the others of that family that it has, and adds the gateway as the default route in the
 * place of any other. A card whose new address is refused keeps those that it had. Each message is acknowledged by the kernel before the next one is sent. The first
 * refusal ends it with one line on stderr, `STEP: MESSAGE`.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { ROOM = 256, ANSWER = 32768, MOST_ADDRESSES = 64 };

struct request {
  struct nlmsghdr header;
  char body[ROOM];
};

struct address {
  unsigned char family, prefix;
  unsigned short size;
  unsigned char bytes[sizeof(struct in6_addr)];
};

static int kernel;
static unsigned int sequence;

static void give_up(const char *step, int error) {
  fprintf(stderr, "%s: %s\n", step, strerror(error));
  exit(1);
}

static struct request begin(unsigned short type, unsigned short flags, const void *head, size_t size) {
  struct request request = {.header = {.nlmsg_len = (unsigned int)NLMSG_LENGTH(size),
                                       .nlmsg_type = type,
                                       .nlmsg_flags = (unsigned short)(NLM_F_REQUEST | flags),
                                       .nlmsg_seq = ++sequence}};
  memcpy(request.body, head, size);
  return request;
}

static void attribute(struct request *request, unsigned short type, const void *value, unsigned short size) {
  struct rtattr *added = (struct rtattr *)((char *)request + NLMSG_ALIGN(request->header.nlmsg_len));
  added->rta_type = type;
  added->rta_len = (unsigned short)RTA_LENGTH(size);
  memcpy(RTA_DATA(added), value, size);
  request->header.nlmsg_len = (unsigned int)(NLMSG_ALIGN(request->header.nlmsg_len) + RTA_ALIGN(added->rta_len));
}

static void transmit(const struct request *request, const char *step) {
  if (send(kernel, request, request->header.nlmsg_len, 0) < 0) give_up(step, errno);
}

/* Sends, and waits for the kernel's word: 0 is yes. */
static int ask(const struct request *request, const char *step) {
  transmit(request, step);
  _Alignas(struct nlmsghdr) char answer[ANSWER];
  ssize_t count = recv(kernel, answer, sizeof answer, 0);
  if (count < (ssize_t)NLMSG_LENGTH(sizeof(struct nlmsgerr))) give_up(step, count < 0 ? errno : EPROTO);
  const struct nlmsghdr *header = (const struct nlmsghdr *)answer;
  if (header->nlmsg_type != NLMSG_ERROR) give_up(step, EPROTO);
  const struct nlmsgerr *error = NLMSG_DATA(header);
  return -error->error;
}

static void perform(const struct request *request, const char *step) {
  int error = ask(request, step);
  if (error != 0) give_up(step, error);
}

static struct address parse(const char *text) {
  struct address address = {.family = strchr(text, ':') == NULL ? AF_INET : AF_INET6};
  address.size = address.family == AF_INET ? sizeof(struct in_addr) : sizeof(struct in6_addr);
  if (inet_pton(address.family, text, address.bytes) != 1) give_up(text, EINVAL);
  return address;
}

/* What the card has of that family; IPv6 addresses of the link are the kernel's own. */
static size_t list(unsigned int card, unsigned char family, struct address *found) {
  struct ifaddrmsg head = {.ifa_family = family};
  struct request request = begin(RTM_GETADDR, NLM_F_DUMP, &head, sizeof head);
  transmit(&request, "list addresses");
  size_t many = 0;
  for (;;) {
    _Alignas(struct nlmsghdr) char answer[ANSWER];
    ssize_t count = recv(kernel, answer, sizeof answer, 0);
    if (count <= 0) give_up("list addresses", count < 0 ? errno : EPROTO);
    size_t left = (size_t)count;
    for (const struct nlmsghdr *each = (const struct nlmsghdr *)answer; NLMSG_OK(each, left); each = NLMSG_NEXT(each, left)) {
      if (each->nlmsg_type == NLMSG_DONE) return many;
      if (each->nlmsg_type == NLMSG_ERROR) give_up("list addresses", EPROTO);
      const struct ifaddrmsg *entry = NLMSG_DATA(each);
      bool ours = entry->ifa_index == card && entry->ifa_family == family;
      if (!ours || (family == AF_INET6 && entry->ifa_scope == RT_SCOPE_LINK) || many == MOST_ADDRESSES) continue;
      size_t rest = IFA_PAYLOAD(each);
      for (const struct rtattr *part = IFA_RTA(entry); RTA_OK(part, rest); part = RTA_NEXT(part, rest)) {
        bool wanted = part->rta_type == (family == AF_INET ? IFA_LOCAL : IFA_ADDRESS);
        if (!wanted || RTA_PAYLOAD(part) > sizeof found->bytes) continue;
        found[many] = (struct address){.family = family, .prefix = entry->ifa_prefixlen, .size = (unsigned short)RTA_PAYLOAD(part)};
        memcpy(found[many++].bytes, RTA_DATA(part), RTA_PAYLOAD(part));
        break;
      }
    }
  }
}

/* To delete one that went along with another is no mistake. */
static void change_address(unsigned int card, const struct address *address, bool add) {
  struct ifaddrmsg head = {.ifa_family = address->family, .ifa_prefixlen = address->prefix, .ifa_index = card};
  if (add && address->family == AF_INET6) head.ifa_flags = IFA_F_NODAD; /* nobody else is on this link */
  unsigned short flags = add ? NLM_F_ACK | NLM_F_CREATE | NLM_F_REPLACE : NLM_F_ACK;
  struct request request = begin(add ? RTM_NEWADDR : RTM_DELADDR, flags, &head, sizeof head);
  attribute(&request, IFA_LOCAL, address->bytes, address->size);
  attribute(&request, IFA_ADDRESS, address->bytes, address->size);
  const char *step = add ? "add the address" : "delete an address";
  int error = ask(&request, step);
  if (error != 0 && (add || error != EADDRNOTAVAIL)) give_up(step, error);
}

static bool same(const struct address *one, const struct address *other) {
  return one->prefix == other->prefix && memcmp(one->bytes, other->bytes, one->size) == 0;
}

/* IPv6 has an address once, whatever its prefix is. */
static bool conflicts(const struct address *one, const struct address *other) {
  return one->family == AF_INET6 && memcmp(one->bytes, other->bytes, one->size) == 0 && one->prefix != other->prefix;
}

static void set_up(unsigned int card) {
  struct ifinfomsg head = {.ifi_family = AF_UNSPEC, .ifi_index = (int)card, .ifi_flags = IFF_UP, .ifi_change = IFF_UP};
  struct request request = begin(RTM_NEWLINK, NLM_F_ACK, &head, sizeof head);
  perform(&request, "set the interface up");
}

static void set_gateway(unsigned int card, const struct address *gateway) {
  struct rtmsg head = {.rtm_family = gateway->family,
                       .rtm_table = RT_TABLE_MAIN,
                       .rtm_protocol = RTPROT_STATIC,
                       .rtm_scope = RT_SCOPE_UNIVERSE,
                       .rtm_type = RTN_UNICAST};
  struct request request = begin(RTM_NEWROUTE, NLM_F_ACK | NLM_F_CREATE | NLM_F_REPLACE, &head, sizeof head);
  attribute(&request, RTA_GATEWAY, gateway->bytes, gateway->size);
  attribute(&request, RTA_OIF, &card, sizeof card);
  perform(&request, "set the gateway");
}

int main(int argc, char **argv) {
  if (argc < 4 || argc > 5) give_up("usage: gavel-network INTERFACE ADDRESS PREFIX [GATEWAY]", EINVAL);
  struct address address = parse(argv[2]);
  address.prefix = (unsigned char)strtoul(argv[3], NULL, 10);
  unsigned int card = if_nametoindex(argv[1]);
  if (card == 0) give_up("there is no such interface", errno);
  kernel = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
  if (kernel < 0) give_up("open a netlink socket", errno);
  struct address before[MOST_ADDRESSES];
  size_t many = list(card, address.family, before);
  set_up(card);
  for (size_t i = 0; i < many; i++)
    if (conflicts(&before[i], &address)) change_address(card, &before[i], false);
  change_address(card, &address, true);
  for (size_t i = 0; i < many; i++)
    if (!conflicts(&before[i], &address) && !same(&before[i], &address)) change_address(card, &before[i], false);
  /* One of the same network goes along with the first that was there. */
  change_address(card, &address, true);
  if (argc == 5) {
    struct address gateway = parse(argv[4]);
    set_gateway(card, &gateway);
  }
  return 0;
}
