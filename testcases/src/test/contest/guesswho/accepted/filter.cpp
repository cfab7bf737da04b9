// Strikes out everybody who does not fit an answer.
#include <iostream>
#include <string>
#include <vector>

int main() {
  int n, m, q;
  std::cin >> n >> m >> q;
  std::vector<std::string> characters(n);
  for (auto &attributes : characters) {
    std::cin >> attributes;
  }
  std::vector<bool> possible(n, true);
  while (q-- > 0) {
    int attribute;
    char answer;
    std::cin >> attribute >> answer;
    for (int i = 0; i < n; i++) {
      if (characters[i][attribute - 1] != answer) {
        possible[i] = false;
      }
    }
  }
  int count = 0, last = 0;
  for (int i = 0; i < n; i++) {
    if (possible[i]) {
      count++;
      last = i + 1;
    }
  }
  if (count == 1) {
    std::cout << "unique\n" << last << '\n';
  } else {
    std::cout << "ambiguous\n" << count << '\n';
  }
}
