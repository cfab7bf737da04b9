// expect: compilation_error (the compiler was over its memory limit) or compilation_error (the compiler was over its time limit: cpu)
#define A a a a a a a a a a a
#define B A A A A A A A A A A
#define C B B B B B B B B B B
#define D C C C C C C C C C C
#define E D D D D D D D D D D
#define F E E E E E E E E E E
#define G F F F F F F F F F F
#define H G G G G G G G G G G
#define I H H H H H H H H H H
int main(void) { return sizeof(#I); I }
I
