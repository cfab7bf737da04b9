// Wrong answer: divides integers.
#include <iostream>

int main() {
  int n;
  double measurement;
  long long sum = 0;
  std::cin >> n;
  while (std::cin >> measurement) {
    sum += static_cast<long long>(measurement);
  }
  std::cout << sum / n << '\n';
}
