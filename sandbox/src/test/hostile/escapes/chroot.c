// expect: security_violation (chroot)
#include <sys/stat.h>
#include <unistd.h>
int main(void) {
  mkdir("/tmp/root", 0700);
  if (chroot("/tmp/root") == 0) for (int i = 0; i < 100; i++) chdir("..");
  return 0;
}
