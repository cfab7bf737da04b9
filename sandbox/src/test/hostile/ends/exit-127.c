// expect: runtime_error (exit code 127)
int main(void) { return 127; }
