// Uses std::vector without its header: does not compile.
#include <iostream>

int main() {
  int n, m, q;
  std::cin >> n >> m >> q;
  std::vector<int> possible(n);
  std::cout << "ambiguous\n" << possible.size() << '\n';
}
