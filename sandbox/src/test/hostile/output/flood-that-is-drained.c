// expect: timeout (cpu) or timeout (wall) under cpu 300ms, wall 3000ms
#include <unistd.h>
int main(void) { static char block[65536]; for (;;) write(1, block, sizeof block); }
