// expect: runtime_error (signal SIGABRT)
// Far beyond what any machine has: malloc fails, nothing was used.
#include <stdlib.h>
int main(void) {
  volatile size_t much = (size_t)1 << 60;
  if (malloc(much) == 0) abort();
  return 0;
}
