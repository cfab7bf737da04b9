// expect: runtime_error (signal SIGXCPU)
#include <signal.h>
int main(void) { return raise(SIGXCPU); }
