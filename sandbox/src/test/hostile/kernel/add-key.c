// expect: security_violation (add_key)
#include <sys/syscall.h>
#include <unistd.h>
int main(void) { return syscall(SYS_add_key, "user", "trace", "x", 1, -4) >= 0; }
