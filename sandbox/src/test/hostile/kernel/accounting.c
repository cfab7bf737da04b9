// expect: security_violation (acct)
#define _GNU_SOURCE
#include <unistd.h>
int main(void) { return acct("/tmp/acct") == 0; }
