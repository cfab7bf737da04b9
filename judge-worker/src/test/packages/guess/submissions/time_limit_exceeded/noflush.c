#include <stdio.h>
#include <unistd.h>
int main(void) {
  char answer[16];
  setvbuf(stdout, NULL, _IOFBF, 4096);
  printf("500\n");
  return read(0, answer, sizeof answer) < 0;
}
