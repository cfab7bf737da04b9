// expect: security_violation (mount)
#include <sys/mount.h>
int main(void) { return mount(0, "/", 0, MS_REMOUNT | MS_BIND, 0); }
