// expect: security_violation (clone)
#define _GNU_SOURCE
#include <sched.h>
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>
int main(void) { return (int)syscall(SYS_clone, CLONE_NEWCGROUP | CLONE_VM | CLONE_VFORK | SIGCHLD, 0, 0, 0, 0); }
