// expect: success
// Five devices that hold nothing, and no others by any way.
#include "../probe.h"
#include <dirent.h>
#include <sys/sysmacros.h>
int main(void) {
  static const int kinds[][3] = {{S_IFBLK, 254, 0}, {S_IFBLK, 8, 0}, {S_IFBLK, 7, 0}, {S_IFCHR, 1, 1}, {S_IFCHR, 1, 2},
                                 {S_IFCHR, 1, 3}, {S_IFCHR, 5, 0}, {S_IFCHR, 10, 229}, {S_IFCHR, 10, 232}, {S_IFCHR, 1, 11}};
  for (unsigned i = 0; i < sizeof kinds / sizeof *kinds; i++)
    REFUSED(mknod("/tmp/device", (mode_t)kinds[i][0] | 0666, makedev(kinds[i][1], kinds[i][2])), EPERM);
  DIR *devices = opendir("/dev");
  int count = 0;
  for (struct dirent *entry; (entry = readdir(devices));) {
    count++;
    if (strspn(entry->d_name, ".") == strlen(entry->d_name)) continue;
    if (!strstr(" null zero full random urandom fd stdin stdout stderr shm ", entry->d_name)) found(entry->d_name, "");
  }
  MUST(count >= 8);
  MUST(open("/proc/self/fd/../../../dev/mem", O_RDONLY) < 0);
  return VERDICT;
}
