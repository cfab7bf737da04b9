// expect: runtime_error (signal SIGPIPE)
#include <unistd.h>
int main(void) { int ends[2]; pipe(ends); close(ends[0]); return (int)write(ends[1], "x", 1); }
