/* Wrong answer: adds up in single precision, which keeps seven digits only. */
#include <stdio.h>

int main(void) {
  float sum = 0;
  float measurement;
  int n;
  if (scanf("%d", &n) != 1) {
    return 1;
  }
  for (int i = 0; i < n && scanf("%f", &measurement) == 1; i++) {
    sum += measurement;
  }
  printf("%.9f\n", sum / (float)n);
  return 0;
}
