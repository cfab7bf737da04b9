// expect: security_violation (userfaultfd)
#include <sys/syscall.h>
#include <unistd.h>
int main(void) { return syscall(SYS_userfaultfd, 1) >= 0; }
