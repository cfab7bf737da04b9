/* Accepted. */
#include <stdio.h>

int main(void) {
  double sum = 0;
  double measurement;
  int n;
  if (scanf("%d", &n) != 1) {
    return 1;
  }
  for (int i = 0; i < n && scanf("%lf", &measurement) == 1; i++) {
    sum += measurement;
  }
  printf("%.9f\n", sum / n);
  return 0;
}
