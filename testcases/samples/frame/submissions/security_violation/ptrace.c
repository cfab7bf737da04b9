/* Security violation: asks to be traced. */
#include <stdio.h>
#include <sys/ptrace.h>

int main(void) {
  long result = ptrace(PTRACE_TRACEME, 0, NULL, NULL);
  puts(result == 0 ? "allowed" : "refused");
  return 0;
}
