// Run-time error by signal: an exception nobody catches (std::terminate, SIGABRT).
#include <iostream>
#include <vector>

int main() {
  std::vector<int> lines;
  std::cout << lines.at(1) << '\n';
}
