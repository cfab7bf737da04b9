// expect: security_violation (unshare)
#define _GNU_SOURCE
#include <sched.h>
int main(void) { return unshare(CLONE_NEWNET); }
