// expect: security_violation (iopl)
#include <sys/io.h>
int main(void) { return iopl(3) == 0; }
