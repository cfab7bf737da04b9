// expect: success or compilation_error (the compiler failed: exit code 1)
#include "/proc/self/environ"
int main(void) { return 0; }
