/* Compile error: a variable nobody declared. */
#include <stdio.h>

int main(void) {
  printf("%lld\n", sum);
  return 0;
}
