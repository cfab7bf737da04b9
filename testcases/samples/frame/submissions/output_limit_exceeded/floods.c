/* Output limit exceeded: 4 MiB, then a clean end. */
#include <stdio.h>

int main(void) {
  for (int i = 0; i < 4 << 20; i++) {
    putchar(i % 64 == 63 ? '\n' : '+');
  }
  return 0;
}
