// The tree grows from a point on some road u-v (the absolute centre): each location hangs on u or
// on v. Going through the locations from the farthest from u on, those passed hang on v.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <iostream>
#include <limits>
#include <vector>

int main() {
  int n;
  std::cin >> n;
  std::vector<double> x(n), y(n);
  for (int i = 0; i < n; i++) {
    std::cin >> x[i] >> y[i];
  }
  std::vector<std::vector<double>> distance(n, std::vector<double>(n));
  for (int i = 0; i < n; i++) {
    for (int j = 0; j < n; j++) {
      distance[i][j] = std::hypot(x[i] - x[j], y[i] - y[j]);
    }
  }
  double best = std::numeric_limits<double>::infinity();
  std::vector<int> order(n);
  for (int i = 0; i < n; i++) {
    order[i] = i;
  }
  for (int u = 0; u < n; u++) {
    const auto &from_u = distance[u];
    std::sort(order.begin(), order.end(), [&](int a, int b) { return from_u[a] > from_u[b]; });
    for (int v = 0; v < n; v++) {
      double reach_v = distance[v][order[0]];
      for (int w : order) {
        if (u != v && distance[v][w] > reach_v) {
          best = std::min(best, from_u[w] + from_u[v] + reach_v);
          reach_v = distance[v][w];
        }
      }
    }
  }
  std::printf("%.10f\n", best);
}
