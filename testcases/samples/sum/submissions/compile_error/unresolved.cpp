// Compile error: compiles, but does not link.
#include <iostream>

long long sum_of_input();

int main() { std::cout << sum_of_input() << '\n'; }
