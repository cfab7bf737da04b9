// expect: security_violation (open_tree)
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>
int main(void) { return (int)syscall(428, AT_FDCWD, "/", 1); }
