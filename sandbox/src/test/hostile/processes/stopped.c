// expect: timeout (wall) under wall 500ms
#include <signal.h>
int main(void) { return raise(SIGSTOP); }
