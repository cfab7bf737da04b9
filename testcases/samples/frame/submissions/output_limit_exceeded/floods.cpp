// Output limit exceeded: 4 MiB, then a clean end.
#include <iostream>
#include <string>

int main() {
  const std::string mebibyte(1 << 20, '+');
  for (int i = 0; i < 4; i++) {
    std::cout << mebibyte;
  }
}
