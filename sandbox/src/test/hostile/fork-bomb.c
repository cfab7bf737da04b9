// expect: killed CPU_TIME
#include <unistd.h>
int main(void) { for (;;) fork(); }
