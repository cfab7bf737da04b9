// Uses long double: more range than double, still not enough.
#include <cmath>
#include <iostream>
#include <string>

long double read() {
  std::string text;
  std::cin >> text;
  return std::strtold(text.c_str(), nullptr);
}

int main() {
  long double x = read(), y = read();
  for (long double exact : {x + y, x - y, x * y, x / y}) {
    long double error = std::fabs(read() - exact);
    bool good = exact == 0 ? error == 0 : error < 1e-9L && error / std::fabs(exact) < 1e-9L;
    std::cout << (good ? "Correct\n" : "Incorrect\n");
  }
}
