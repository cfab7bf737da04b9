// Run-time error by exit code: the right answer, but it leaves with exit(3).
#include <cstdlib>
#include <iostream>

int main() {
  int n;
  long long sum = 0, number;
  std::cin >> n;
  while (std::cin >> number) {
    sum += number;
  }
  std::cout << sum << std::endl;
  std::exit(3);
}
