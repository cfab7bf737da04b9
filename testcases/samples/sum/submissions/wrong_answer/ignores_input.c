/* Wrong answer: answers 0 to everything, without reading its input. */
#include <stdio.h>

int main(void) {
  puts("0");
  return 0;
}
