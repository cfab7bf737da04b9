// expect: timeout (cpu) under cpu 300ms
// Whoever reads /proc/PID/stat finds a state and a parent in the name.
#include <sys/prctl.h>
#include <unistd.h>
int main(void) { prctl(PR_SET_NAME, ") Z 1 1\n0 (", 0, 0, 0); fork(); for (;;) ; }
