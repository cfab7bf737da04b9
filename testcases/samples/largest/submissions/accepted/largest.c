/* Accepted. */
#include <stdio.h>

int main(void) {
  int n, largest, number;
  if (scanf("%d %d", &n, &largest) != 2) return 1;
  while (--n > 0 && scanf("%d", &number) == 1) {
    if (number > largest) largest = number;
  }
  printf("%d\n", largest);
  return 0;
}
