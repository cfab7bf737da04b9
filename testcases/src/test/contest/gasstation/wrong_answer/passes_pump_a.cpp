// Lets a car pass the occupied pump A to reach pump B.
#include <algorithm>
#include <deque>
#include <iostream>
#include <vector>

struct Lane {
  long free_a = 0;
  long free_b = 0;
  std::deque<int> queue;
  long open() const { return std::min(free_a, free_b); }
};

int main() {
  int columns, cars;
  std::cin >> columns >> cars;
  std::vector<Lane> lanes[2] = {std::vector<Lane>(columns), std::vector<Lane>(columns)};
  std::vector<long> fill(cars), leaves(cars);
  auto start = [&](Lane &lane, int car, long now) {
    leaves[car] = now + fill[car];
    (lane.free_b <= now ? lane.free_b : lane.free_a) = leaves[car];
  };
  auto advance = [&](Lane &lane, long now) {
    while (!lane.queue.empty() && lane.open() <= now) {
      start(lane, lane.queue.front(), lane.open());
      lane.queue.pop_front();
    }
  };
  for (int car = 0; car < cars; car++) {
    long now;
    char side;
    std::cin >> now >> fill[car] >> side;
    auto &mine = lanes[side == 'R'];
    Lane *chosen = nullptr;
    for (auto &lane : mine) {
      advance(lane, now);
      if (chosen == nullptr || (chosen->open() > now && (lane.open() <= now ||
                                lane.queue.size() < chosen->queue.size()))) {
        chosen = &lane;
      }
    }
    if (chosen->open() <= now) {
      start(*chosen, car, now);
    } else {
      chosen->queue.push_back(car);
    }
  }
  for (auto &side : lanes) {
    for (auto &lane : side) {
      advance(lane, 1'000'000'000);
    }
  }
  for (long time : leaves) {
    std::cout << time << '\n';
  }
}
