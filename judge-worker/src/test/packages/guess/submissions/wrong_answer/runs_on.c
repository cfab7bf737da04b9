/* Is rejected at once, and then burns time: what the interactor said stands. */
#include <stdio.h>
int main(void) {
  puts("none");
  fflush(stdout);
  for (;;) {
  }
}
