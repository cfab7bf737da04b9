// expect: security_violation (setns)
#define _GNU_SOURCE
#include <fcntl.h>
#include <sched.h>
int main(void) { return setns(open("/proc/self/ns/mnt", O_RDONLY), 0); }
