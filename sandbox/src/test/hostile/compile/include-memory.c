// expect: success or compilation_error (the compiler failed: exit code 1)
#include "/proc/self/mem"
int main(void) { return 0; }
