// Time limit exceeded by CPU time: spins for a minute when there is much to add.
#include <chrono>
#include <iostream>

int main() {
  using clock = std::chrono::steady_clock;
  int n;
  long long sum = 0, number;
  std::cin >> n;
  const auto end = clock::now() + std::chrono::minutes(1);
  while (n > 1000 && clock::now() < end) {
  }
  while (std::cin >> number) {
    sum += number;
  }
  std::cout << sum << '\n';
}
