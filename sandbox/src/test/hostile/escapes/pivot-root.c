// expect: security_violation (pivot_root)
#include <sys/syscall.h>
#include <unistd.h>
int main(void) { return syscall(SYS_pivot_root, "/tmp", "/tmp") != 0; }
