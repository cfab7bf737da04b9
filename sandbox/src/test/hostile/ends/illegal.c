// expect: runtime_error (signal SIGILL)
int main(void) { __asm__ volatile("ud2"); }
