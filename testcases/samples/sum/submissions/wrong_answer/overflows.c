/* Wrong answer: adds up in 32 bits. */
#include <stdint.h>
#include <stdio.h>

int main(void) {
  uint32_t sum = 0;
  int number;
  int n;
  if (scanf("%d", &n) != 1) {
    return 1;
  }
  while (n-- > 0 && scanf("%d", &number) == 1) {
    sum += (uint32_t)number;
  }
  printf("%d\n", (int32_t)sum);
  return 0;
}
