// Accepted: in scientific notation.
#include <iomanip>
#include <iostream>

int main() {
  int n;
  double sum = 0, measurement;
  std::cin >> n;
  while (std::cin >> measurement) {
    sum += measurement;
  }
  std::cout << std::scientific << std::setprecision(12) << sum / n << '\n';
}
