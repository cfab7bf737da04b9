/* Memory limit exceeded: takes and writes up to 1 GiB. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void) {
  enum { MIB = 1 << 20 };
  static char *hoard[1024];
  for (int i = 0; i < 1024; i++) {
    hoard[i] = malloc(MIB);
    if (hoard[i] == NULL) {
      return 1;
    }
    memset(hoard[i], i + 1, MIB);
  }
  long sum = 0;
  for (int i = 0; i < 1024; i++) {
    sum += hoard[i][i];
  }
  printf("%ld\n", sum);
  return 0;
}
