// options: -Wl,--dynamic-linker=/box/short
int main(void) { return 0; }
