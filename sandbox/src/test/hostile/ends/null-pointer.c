// expect: runtime_error (signal SIGSEGV)
int main(void) { return *(volatile int *)0; }
