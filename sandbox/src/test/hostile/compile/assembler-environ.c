// expect: compilation_error (the compiler failed: exit code 1)
// What the assembler does not understand, it prints: that must be nobody's environment but the compiler's own.
__asm__(".include \"/proc/self/environ\"");
int main(void) { return 0; }
