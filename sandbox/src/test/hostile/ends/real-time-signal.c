// expect: runtime_error (signal SIGRTMAX) or runtime_error (signal SIG64) or runtime_error (signal 64) or runtime_error (signal SIGRTMIN+30)
#include <signal.h>
int main(void) { return raise(64); }
