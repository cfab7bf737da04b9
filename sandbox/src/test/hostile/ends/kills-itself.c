// expect: runtime_error (signal SIGKILL)
// Not for want of memory, and not by a limit.
#include <signal.h>
int main(void) { return raise(SIGKILL); }
