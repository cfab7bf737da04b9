// expect: success printing "\x00\xff\xfe\xc3\x28\xed\xa0\x80\n\x1b[2J\x00"
#include <unistd.h>
int main(void) { return write(1, "\x00\xff\xfe\xc3\x28\xed\xa0\x80\n\x1b[2J", 14) == 14 ? 0 : 1; }
