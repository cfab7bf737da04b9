/* Security violation: mounts a file system, on a directory that is not there. */
#include <stdio.h>
#include <sys/mount.h>

int main(void) {
  int result = mount("none", "/gavel-not-there", "tmpfs", 0, NULL);
  puts(result == 0 ? "allowed" : "refused");
  return 0;
}
