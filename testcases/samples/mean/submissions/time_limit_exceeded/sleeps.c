/* Time limit exceeded by wall clock: sleeps for a minute when there is much to do. */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <unistd.h>

int main(void) {
  double sum = 0;
  double measurement;
  int n;
  if (scanf("%d", &n) != 1) {
    return 1;
  }
  if (n > 1000) {
    sleep(60);
  }
  for (int i = 0; i < n && scanf("%lf", &measurement) == 1; i++) {
    sum += measurement;
  }
  printf("%.9f\n", sum / n);
  return 0;
}
