// expect: compilation_error (the compiler was over its memory limit) or compilation_error (the compiler was over its time limit: cpu) or compilation_error (the compiler failed: exit code 1)
template<int depth, int path> struct Tree {
  Tree<depth - 1, 2 * path> left;
  Tree<depth - 1, 2 * path + 1> right;
};
template<int path> struct Tree<0, path> { int leaf; };
int main() { return sizeof(Tree<28, 1>); }
