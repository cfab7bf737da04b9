// Time limit exceeded by wall clock: sleeps for a minute when there is much to do.
#include <chrono>
#include <cstdio>
#include <iostream>
#include <thread>

int main() {
  int n;
  double sum = 0, measurement;
  std::cin >> n;
  if (n > 1000) {
    std::this_thread::sleep_for(std::chrono::minutes(1));
  }
  while (std::cin >> measurement) {
    sum += measurement;
  }
  std::printf("%.9f\n", sum / n);
}
