// expect: runtime_error (signal SIGSYS)
#include <signal.h>
int main(void) { return raise(SIGSYS); }
