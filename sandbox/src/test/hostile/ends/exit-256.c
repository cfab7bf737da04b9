// expect: success
// Only the lower eight bits ever reach a parent.
#include <unistd.h>
int main(void) { _exit(256); }
