/* Accepted. */
#include <stdio.h>

int main(void) {
  long long sum = 0;
  long long number;
  int n;
  if (scanf("%d", &n) != 1) {
    return 1;
  }
  while (n-- > 0 && scanf("%lld", &number) == 1) {
    sum += number;
  }
  printf("%lld\n", sum);
  return 0;
}
