// expect: success
// Sockets of the host's, by their usual paths and their abstract names.
#include "../probe.h"
#include <stddef.h>
#include <sys/socket.h>
#include <sys/un.h>
int main(void) {
  static const char *const names[] = {"/run/docker.sock", "/var/run/docker.sock", "/run/systemd/private",
      "/run/dbus/system_bus_socket", "/run/gavel/guest.sock", "/tmp/.X11-unix/X0", "/run/systemd/journal/socket",
      "/run/containerd/containerd.sock", "/dev/log", "@/tmp/.X11-unix/X0", "@/tmp/dbus", "@/containerd-shim",
      "@/org/kernel/linux/storage/multipathd", "@ISCSIADM_ABSTRACT_NAMESPACE"};
  for (unsigned i = 0; i < sizeof names / sizeof *names; i++) {
    struct sockaddr_un name = {.sun_family = AF_UNIX};
    strcpy(name.sun_path, names[i]);
    socklen_t length = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + strlen(names[i]));
    if (names[i][0] == '@') name.sun_path[0] = 0; else length++;
    int error = names[i][0] == '@' ? ECONNREFUSED : ENOENT;
    REFUSED(connect(socket(AF_UNIX, SOCK_STREAM, 0), (struct sockaddr *)&name, length), error);
  }
  return VERDICT;
}
