// expect: runtime_error (signal SIGFPE)
int main(void) { volatile int zero = 0, some = 100; return some / zero; }
