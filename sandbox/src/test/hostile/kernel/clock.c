// expect: security_violation (clock_settime)
#include <time.h>
int main(void) { struct timespec epoch = {0, 0}; return clock_settime(CLOCK_REALTIME, &epoch) == 0; }
