// expect: security_violation (sethostname)
#define _GNU_SOURCE
#include <unistd.h>
int main(void) { return sethostname("other", 5) == 0; }
