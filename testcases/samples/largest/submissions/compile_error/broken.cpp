// Compilation error.
int main() { return missing; }
