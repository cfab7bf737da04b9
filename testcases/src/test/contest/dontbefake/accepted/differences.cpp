// Counts who becomes and who ceases to be available at each second, then sums up.
#include <algorithm>
#include <iostream>
#include <vector>

int main() {
  constexpr int day = 86400;
  std::vector<int> change(day + 1);
  int friends;
  std::cin >> friends;
  while (friends-- > 0) {
    int intervals;
    std::cin >> intervals;
    while (intervals-- > 0) {
      int left, right;
      std::cin >> left >> right;
      change[left]++;
      change[right + 1]--;
    }
  }
  int available = 0, most = 0, seconds = 0;
  for (int s = 0; s < day; s++) {
    available += change[s];
    if (available > most) {
      most = available;
      seconds = 0;
    }
    seconds += available == most;
  }
  std::cout << most << '\n' << seconds << '\n';
}
