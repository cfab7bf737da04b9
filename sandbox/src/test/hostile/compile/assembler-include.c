// expect: compilation_error (the compiler failed: exit code 1)
// What the assembler does not understand, it prints.
__asm__(".include \"/proc/1/environ\"");
int main(void) { return 0; }
