// expect: output_exceeded (stdout) under stdout 1MiB, output kill
#include <unistd.h>
int main(void) { static char block[65536]; for (;;) write(1, block, sizeof block); }
