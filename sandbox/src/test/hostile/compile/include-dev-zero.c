// expect: success or compilation_error (the compiler was over its memory limit) or compilation_error (the compiler was over its time limit: cpu) or compilation_error (the compiler failed: exit code 1)
#include "/dev/zero"
int main(void) { return 0; }
