// Accepted.
#include <iostream>
#include <iterator>
#include <numeric>

int main() {
  int n;
  std::cin >> n;
  std::istream_iterator<long long> numbers(std::cin), end;
  std::cout << std::accumulate(numbers, end, 0LL) << '\n';
}
