// expect: timeout (cpu) under cpu 300ms
// Not dumpable, so that its files in /proc belong to root; it is watched and ended all the same.
#include <sys/prctl.h>
#include <unistd.h>
int main(void) { prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); fork(); for (;;) ; }
