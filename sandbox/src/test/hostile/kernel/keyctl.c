// expect: security_violation (keyctl)
#include <sys/syscall.h>
#include <unistd.h>
int main(void) { return syscall(SYS_keyctl, 0, -5, 1) >= 0; }
