// expect: killed WALL_TIME
#include <signal.h>
int main(void) { return raise(SIGSTOP); }
