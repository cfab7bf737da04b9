// Run-time error by signal: reads through a wild pointer (SIGSEGV).
#include <cstdint>
#include <iostream>

int main() {
  volatile std::uintptr_t wild = 16;
  std::cout << *reinterpret_cast<int *>(wild) << '\n';
}
