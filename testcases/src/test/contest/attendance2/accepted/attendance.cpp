// Every name that is not followed by "Present!" is absent.
#include <iostream>
#include <string>
#include <vector>

int main() {
  int n;
  std::cin >> n;
  std::vector<std::string> absent;
  for (std::string callout; std::cin >> callout;) {
    if (callout == "Present!") {
      absent.pop_back();
    } else {
      absent.push_back(callout);
    }
  }
  if (absent.empty()) {
    std::cout << "No Absences\n";
  }
  for (const auto &name : absent) {
    std::cout << name << '\n';
  }
}
