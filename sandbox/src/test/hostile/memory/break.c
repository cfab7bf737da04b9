// expect: memory_exceeded
#include <string.h>
#include <unistd.h>
int main(void) { for (;;) { char *more = sbrk(1 << 20); if (more == (void *)-1) return 1; memset(more, 1, 1 << 20); } }
