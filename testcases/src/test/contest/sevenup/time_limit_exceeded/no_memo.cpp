// Plays every game anew: exponential in the number of cards that have to be found.
#include <cstdio>
#include <iostream>
#include <string>

constexpr int kAll = 127;
std::string hand;
int left[7] = {4, 4, 4, 4, 4, 4, 4};

int position(char face) {
  auto at = std::string("A234567").find(face);
  return at == std::string::npos ? -1 : static_cast<int>(at);
}

double turns(int up, int cards) {
  if (up == kAll || cards == 0) {
    return 0;
  }
  double expected = 0;
  int useless = cards;
  for (int card = 0; card < 7; card++) {
    if (up >> card & 1) {
      continue;
    }
    int next = up;
    for (int at = card; at >= 0 && !(next >> at & 1); at = position(hand[at])) {
      next |= 1 << at;
    }
    useless -= left[card];
    if (left[card] > 0) {
      expected += left[card] * turns(next, cards - 1);
    }
  }
  if (useless > 0) {
    expected += useless * turns(up, cards - 1);
  }
  return 1 + expected / cards;
}

int main() {
  std::cin >> hand;
  for (char face : hand) {
    if (position(face) >= 0) {
      left[position(face)]--;
    }
  }
  std::printf("%.12f\n", turns(0, 45));
}
