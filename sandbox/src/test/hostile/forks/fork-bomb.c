// expect: timeout (cpu) under memory 512MiB, cpu 300ms
#include <unistd.h>
int main(void) { for (;;) fork(); }
