// expect: timeout (cpu) under cpu 300ms
#include <unistd.h>
int main(int argc, char **argv) { fork(); execv("/proc/self/exe", argv); return 9; }
