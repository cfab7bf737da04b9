// expect: success
// Nobody types anything into a compiler.
#include "/dev/stdin"
#include "/proc/self/fd/0"
int main(void) { return 0; }
