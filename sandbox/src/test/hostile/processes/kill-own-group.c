// expect: runtime_error (signal SIGKILL)
#include <signal.h>
#include <unistd.h>
int main(void) { for (int i = 0; i < 5; i++) fork(); kill(0, SIGKILL); return 0; }
