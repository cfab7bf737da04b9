// Notices an absence only when the next name is called, so the last one is lost.
#include <iostream>
#include <string>

int main() {
  int n;
  std::cin >> n;
  std::string previous = "Present!";
  bool any = false;
  for (std::string callout; std::cin >> callout; previous = callout) {
    if (callout != "Present!" && previous != "Present!") {
      std::cout << previous << '\n';
      any = true;
    }
  }
  if (!any) {
    std::cout << "No Absences\n";
  }
}
