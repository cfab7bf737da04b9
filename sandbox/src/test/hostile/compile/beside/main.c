// expect: success
// What is no source is not linked, loaded or taken for a specification.
extern int from_an_object(void) __attribute__((weak));
int main(void) { return from_an_object != 0; }
