// expect: runtime_error (signal SIGSEGV)
// What only the kernel may execute.
int main(void) { __asm__ volatile("hlt"); }
