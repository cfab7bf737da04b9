// expect: timeout (wall) under wall 500ms
#include <signal.h>
#include <unistd.h>
int main(void) { for (int i = 0; i < 5; i++) fork(); kill(-1, SIGSTOP); raise(SIGSTOP); for (;;) pause(); }
