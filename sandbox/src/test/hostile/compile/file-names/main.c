// expect: success
// Names that a compiler or a shell would take for something else.
#include <unistd.h>
int main(void) { return access("/box/pwned", F_OK) == 0 || access("/tmp/pwned", F_OK) == 0; }
