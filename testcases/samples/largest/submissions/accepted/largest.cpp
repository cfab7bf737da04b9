// Accepted.
#include <algorithm>
#include <iostream>
#include <vector>

int main() {
  int n;
  std::cin >> n;
  std::vector<int> numbers(n);
  for (int& number : numbers) std::cin >> number;
  std::cout << *std::max_element(numbers.begin(), numbers.end()) << "\n";
}
