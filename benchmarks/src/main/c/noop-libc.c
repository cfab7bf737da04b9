/* Exits with 0, as any C program does that is linked statically: what the C library does before main is part of it. */
int main(void) { return 0; }
