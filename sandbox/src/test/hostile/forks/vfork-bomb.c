// expect: timeout (cpu) under memory 512MiB, cpu 300ms
#include <unistd.h>
int main(void) { for (;;) if (vfork() == 0) { vfork(); _exit(0); } }
