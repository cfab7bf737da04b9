/* Run-time error by signal: an assertion that does not hold (SIGABRT). */
#include <assert.h>
#include <stdio.h>

int main(void) {
  int n = 0;
  int found = scanf("%d", &n);
  assert(found == 2);
  return 0;
}
