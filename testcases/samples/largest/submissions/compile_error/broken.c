/* Compilation error. */
int main(void) { return missing; }
