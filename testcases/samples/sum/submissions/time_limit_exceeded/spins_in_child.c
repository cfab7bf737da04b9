/* Time limit exceeded by CPU time: a child spins for a minute while its parent waits. */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

int main(void) {
  long long sum = 0;
  long long number;
  int n;
  if (scanf("%d", &n) != 1) {
    return 1;
  }
  if (n > 1000 && fork() == 0) {
    time_t end = time(NULL) + 60;
    while (time(NULL) < end) {
    }
    _exit(0);
  }
  wait(NULL);
  while (n-- > 0 && scanf("%lld", &number) == 1) {
    sum += number;
  }
  printf("%lld\n", sum);
  return 0;
}
