// expect: compilation_error (the compiler failed: exit code 1) or compilation_error (the compiler was over its time limit: cpu)
#define A undeclared();;x;
#define B A A A A A A A A A A
#define C B B B B B B B B B B
#define D C C C C C C C C C C
#define E D D D D D D D D D D
int main(void) { E return 0; }
