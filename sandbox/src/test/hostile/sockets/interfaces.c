// expect: success
// A Unix socket is a way to ask for network interfaces, too: there is nothing to be had.
#include "../probe.h"
#include <net/if.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
int main(void) {
  int any = socket(AF_UNIX, SOCK_DGRAM, 0);
  struct ifreq loopback = {.ifr_name = "lo"};
  MUST(any >= 0 && ioctl(any, SIOCGIFFLAGS, &loopback) == 0);
  MUST(!(loopback.ifr_flags & IFF_UP));
  loopback.ifr_flags |= IFF_UP;
  REFUSED(ioctl(any, SIOCSIFFLAGS, &loopback), EPERM);
  for (int index = 2; index < 64; index++) {
    struct ifreq other = {.ifr_ifindex = index};
    if (ioctl(any, SIOCGIFNAME, &other) == 0 && (ioctl(any, SIOCGIFFLAGS, &other) < 0 || other.ifr_flags & IFF_UP))
      found("interface", other.ifr_name);
  }
  struct ifreq bridge = {.ifr_name = "br0"};
  REFUSED(ioctl(any, 0x89a0, &bridge), EPERM);
  return VERDICT;
}
