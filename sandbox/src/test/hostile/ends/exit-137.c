// expect: runtime_error (exit code 137)
// Not a signal, although a shell would say it was SIGKILL.
int main(void) { return 137; }
