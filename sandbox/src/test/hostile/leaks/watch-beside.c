// expect: success
// Nobody sees when a neighbour, or the judge, opens a file of the toolchain that all share.
#include "../probe.h"
#include <poll.h>
#include <sys/inotify.h>
int main(void) {
  static const char *const shared[] = {"/usr/bin/gcc", "/usr/bin/python3", "/usr/bin/node", "/lib64", "/bin/sh", "/usr/bin", "/usr/include", "/box"};
  char events[8192];
  int watch = inotify_init1(IN_NONBLOCK);
  for (unsigned i = 0; i < sizeof shared / sizeof *shared; i++) inotify_add_watch(watch, shared[i], IN_OPEN | IN_ACCESS | IN_CLOSE);
  int own = open("/tmp/x", O_CREAT | O_RDWR, 0600);
  usleep(300000);
  ssize_t length = read(watch, events, sizeof events);
  if (length > 0) {
    struct inotify_event *event = (struct inotify_event *)events;
    found("sees an event", event->len ? event->name : "");
  }
  /* and then makes one for the neighbour to see */
  for (int i = 0; i < 30; i++) { close(open("/usr/bin/python3", O_RDONLY)); usleep(5000); }
  return VERDICT;
}
