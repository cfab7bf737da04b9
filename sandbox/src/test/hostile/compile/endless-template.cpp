// expect: compilation_error (the compiler failed: exit code 1)
template<int n> struct Down { Down<n + 1> next; };
int main() { return sizeof(Down<0>); }
