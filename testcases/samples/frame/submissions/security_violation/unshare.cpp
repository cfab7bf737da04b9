// Security violation: asks for a user namespace, in which it would be root.
#include <iostream>
#include <sched.h>

int main() {
  std::cout << (unshare(CLONE_NEWUSER) == 0 ? "allowed" : "refused") << '\n';
}
