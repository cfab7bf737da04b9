// expect: runtime_error (signal SIGABRT)
#include <stdlib.h>
int main(void) { abort(); }
