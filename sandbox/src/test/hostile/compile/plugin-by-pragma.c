// expect: success
// What a source can tell the compiler by itself loads and writes nothing.
#pragma GCC optimize ("-fplugin=/box/evil.so")
#pragma GCC optimize ("O3,-dumpbase,/tmp/evil")
#pragma GCC dependency "/usr/include/stdio.h"
__attribute__((optimize("-o/box/evil"))) int main(void) { return 0; }
