// expect: security_violation (mount)
// The way out by a release agent begins with this.
#include <sys/mount.h>
#include <sys/stat.h>
int main(void) { mkdir("/tmp/cg", 0700); return mount("cgroup", "/tmp/cg", "cgroup", 0, "memory"); }
