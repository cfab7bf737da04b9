// expect: security_violation (fsopen)
#include <unistd.h>
int main(void) { return (int)syscall(430, "tmpfs", 0); }
