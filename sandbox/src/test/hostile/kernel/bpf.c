// expect: security_violation (bpf)
#include <sys/syscall.h>
#include <unistd.h>
int main(void) { return (int)syscall(SYS_bpf, 0, 0, 0); }
