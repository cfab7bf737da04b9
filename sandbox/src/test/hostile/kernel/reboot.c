// expect: security_violation (reboot)
#include <sys/reboot.h>
int main(void) { return reboot(RB_DISABLE_CAD) == 0; }
