// Which cards are still hidden depends only on the set of positions face up, and no card of a value
// still face down has been drawn yet. So (positions face up, cards drawn) is the whole state.
#include <cstdio>
#include <iostream>
#include <string>
#include <vector>

constexpr int kAll = 127;
constexpr int kDeck = 45;

int position(char face) {
  auto at = std::string("A234567").find(face);
  return at == std::string::npos ? -1 : static_cast<int>(at);
}

int main() {
  std::string hand;
  std::cin >> hand;
  int left[7];
  for (int i = 0; i < 7; i++) {
    left[i] = 4;
  }
  for (char face : hand) {
    if (position(face) >= 0) {
      left[position(face)]--;
    }
  }
  // turns[up] after `drawn` cards; computed from the last card back.
  std::vector<double> turns(kAll + 1), later(kAll + 1);
  for (int drawn = kDeck - 1; drawn >= 0; drawn--) {
    std::swap(turns, later);
    for (int up = 0; up < kAll; up++) {
      double expected = 0;
      int useful = 0;
      for (int card = 0; card < 7; card++) {
        if (up >> card & 1) {
          continue;
        }
        int next = up;
        for (int at = card; at >= 0 && !(next >> at & 1); at = position(hand[at])) {
          next |= 1 << at;
        }
        useful += left[card];
        expected += left[card] * later[next];
      }
      int cards = kDeck - drawn;
      turns[up] = 1 + (expected + (cards - useful) * later[up]) / cards;
    }
    turns[kAll] = 0;
  }
  std::printf("%.12f\n", turns[0]);
}
