/* Run-time error by signal: writes through a null pointer (SIGSEGV). */
#include <stddef.h>

int main(void) {
  volatile int *volatile nowhere = NULL;
  *nowhere = 1;
  return 0;
}
