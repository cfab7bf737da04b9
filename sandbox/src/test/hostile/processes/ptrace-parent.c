// expect: security_violation (ptrace)
#include <sys/ptrace.h>
#include <unistd.h>
int main(void) { return (int)ptrace(PTRACE_ATTACH, getppid(), 0, 0); }
