// expect: compilation_error (the compiler failed: exit code 1)
__asm__(".incbin \"/etc/shadow\"");
int main(void) { return 0; }
