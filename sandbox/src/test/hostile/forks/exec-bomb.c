// expect: timeout (cpu) under memory 512MiB, cpu 300ms
#include <unistd.h>
int main(int argc, char **argv) { fork(); execv("/proc/self/exe", argv); return 9; }
