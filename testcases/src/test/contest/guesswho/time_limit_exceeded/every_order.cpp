// Asks the questions in every possible order, to be sure that the order does not matter: Q! ways.
#include <algorithm>
#include <iostream>
#include <set>
#include <string>
#include <utility>
#include <vector>

int main() {
  int n, m, q;
  std::cin >> n >> m >> q;
  std::vector<std::string> characters(n);
  for (auto &attributes : characters) {
    std::cin >> attributes;
  }
  std::vector<std::pair<int, char>> questions(q);
  for (auto &[attribute, answer] : questions) {
    std::cin >> attribute >> answer;
  }
  std::sort(questions.begin(), questions.end());
  std::set<std::vector<int>> outcomes;
  do {
    std::vector<int> possible;
    for (int i = 0; i < n; i++) {
      if (std::all_of(questions.begin(), questions.end(), [&](const auto &question) {
            return characters[i][question.first - 1] == question.second;
          })) {
        possible.push_back(i + 1);
      }
    }
    outcomes.insert(possible);
  } while (std::next_permutation(questions.begin(), questions.end()));
  const auto &possible = *outcomes.begin();
  if (possible.size() == 1) {
    std::cout << "unique\n" << possible[0] << '\n';
  } else {
    std::cout << "ambiguous\n" << possible.size() << '\n';
  }
}
