// expect: runtime_error (exit code 255)
#include <unistd.h>
int main(void) { _exit(-1); }
