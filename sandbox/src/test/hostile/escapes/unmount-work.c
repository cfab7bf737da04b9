// expect: security_violation (umount2)
#include <sys/mount.h>
int main(void) { return umount2("/box", MNT_DETACH); }
