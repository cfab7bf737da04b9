// expect: compilation_error (the compiler was over its memory limit) or compilation_error (the compiler was over its time limit: cpu) or compilation_error (the compiler failed: exit code 1)
__asm__(".rept 2000000000\nnop\n.endr");
int main(void) { return 0; }
