/* Run-time error. */
#include <stdlib.h>

int main(void) { abort(); }
