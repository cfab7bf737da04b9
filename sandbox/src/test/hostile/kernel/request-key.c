// expect: security_violation (request_key)
#include <sys/syscall.h>
#include <unistd.h>
int main(void) { return syscall(SYS_request_key, "user", "trace", 0, -4) >= 0; }
