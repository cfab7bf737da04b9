// expect: signal 31
#include <signal.h>
int main(void) { return raise(SIGSYS); }
