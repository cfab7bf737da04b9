// expect: compilation_error (the compiler failed: exit code 1)
#include __FILE__
int main(void) { return 0; }
