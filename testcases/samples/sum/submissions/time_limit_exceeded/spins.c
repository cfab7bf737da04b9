/* Time limit exceeded by CPU time: spins for a minute when there is much to add. */
#include <stdio.h>
#include <time.h>

int main(void) {
  long long sum = 0;
  long long number;
  int n;
  if (scanf("%d", &n) != 1) {
    return 1;
  }
  time_t end = time(NULL) + 60;
  while (n > 1000 && time(NULL) < end) {
  }
  while (n-- > 0 && scanf("%lld", &number) == 1) {
    sum += number;
  }
  printf("%lld\n", sum);
  return 0;
}
