// expect: timeout (cpu) under cpu 300ms
// Little at a time, as if to escape those who look from time to time.
#include <time.h>
#include <unistd.h>
int main(void) { for (;;) { clock_t end = clock() + 500; while (clock() < end) ; usleep(100); } }
