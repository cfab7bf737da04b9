// expect: security_violation (clone)
// The kernel looks at the lower half of the flags; so must whoever filters them.
#define _GNU_SOURCE
#include <sched.h>
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>
int main(void) { return (int)syscall(SYS_clone, 1L << 40 | CLONE_NEWUSER | SIGCHLD, 0, 0, 0, 0); }
