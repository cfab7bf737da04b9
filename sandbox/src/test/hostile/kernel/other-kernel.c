// expect: security_violation (kexec_load)
#include <sys/syscall.h>
#include <unistd.h>
int main(void) { return syscall(SYS_kexec_load, 0, 0, 0, 0) == 0; }
