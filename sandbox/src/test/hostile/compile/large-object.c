// expect: compilation_error (the compiler was over its memory limit) or compilation_error (the compiler was over its time limit: cpu) or compilation_error (the compiler failed: exit code 1) or compilation_error (the compiler wrote too much: file size) or compilation_error (the compiler failed: exit code 4)
// One gigabyte of initialised data.
int data[1 << 28] = {1};
int main(void) { return data[0] - 1; }
