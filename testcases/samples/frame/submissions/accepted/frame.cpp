// Accepted.
#include <algorithm>
#include <iostream>
#include <string>
#include <vector>

int main() {
  std::string line;
  std::vector<std::string> lines;
  std::size_t width = 0;
  std::getline(std::cin, line);
  while (std::getline(std::cin, line)) {
    width = std::max(width, line.size());
    lines.push_back(line);
  }
  const std::string edge = "+" + std::string(width + 2, '-') + "+\n";
  std::cout << edge;
  for (const auto &text : lines) {
    std::cout << "| " << text << std::string(width - text.size(), ' ') << " |\n";
  }
  std::cout << edge;
}
