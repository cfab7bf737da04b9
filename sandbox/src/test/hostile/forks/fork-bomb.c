// expect: timeout (cpu) under cpu 300ms
#include <unistd.h>
int main(void) { for (;;) fork(); }
