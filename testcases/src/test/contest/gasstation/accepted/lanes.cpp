// Each lane keeps when its two pumps become free and who waits; it is brought up to date whenever a
// car of its side arrives. Pump A being taken closes the lane, whatever pump B does.
#include <deque>
#include <iostream>
#include <limits>
#include <vector>

struct Lane {
  long free_a = 0;
  long free_b = 0;
  std::deque<int> queue;
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
    while (!lane.queue.empty() && lane.free_a <= now) {
      start(lane, lane.queue.front(), lane.free_a);
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
      if (chosen == nullptr && lane.free_a <= now) {
        chosen = &lane;
      }
    }
    if (chosen != nullptr) {
      start(*chosen, car, now);
      continue;
    }
    for (auto &lane : mine) {
      if (chosen == nullptr || lane.queue.size() < chosen->queue.size()) {
        chosen = &lane;
      }
    }
    chosen->queue.push_back(car);
  }
  for (auto &side : lanes) {
    for (auto &lane : side) {
      advance(lane, std::numeric_limits<long>::max());
    }
  }
  for (long time : leaves) {
    std::cout << time << '\n';
  }
}
