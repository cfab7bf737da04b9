// expect: compilation_error (the compiler was over its memory limit) or compilation_error (the compiler was over its time limit: cpu) or compilation_error (the compiler failed: exit code 1)
#include <utility>
template<class T, int n> struct Twice { using type = typename Twice<std::pair<T, T>, n - 1>::type; };
template<class T> struct Twice<T, 0> { using type = T; };
int main() { Twice<int, 28>::type value; return sizeof value; }
