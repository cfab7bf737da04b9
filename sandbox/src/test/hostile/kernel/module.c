// expect: security_violation (init_module)
#include <sys/syscall.h>
#include <unistd.h>
int main(void) { return syscall(SYS_init_module, "x", 1, "") == 0; }
