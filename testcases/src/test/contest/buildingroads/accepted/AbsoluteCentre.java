// The tree grows from a point on some road u-v (the absolute centre): each location hangs on u or
// on v. Going through the locations from the farthest from u on, those passed hang on v.
import java.util.Arrays;
import java.util.Comparator;
import java.util.Scanner;

public class AbsoluteCentre {
  public static void main(String[] args) {
    Scanner in = new Scanner(System.in);
    int n = in.nextInt();
    double[] x = new double[n];
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = in.nextInt();
      y[i] = in.nextInt();
    }
    double[][] distance = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        distance[i][j] = Math.sqrt((x[i] - x[j]) * (x[i] - x[j]) + (y[i] - y[j]) * (y[i] - y[j]));
      }
    }
    double best = Double.POSITIVE_INFINITY;
    for (int u = 0; u < n; u++) {
      best = Math.min(best, bestThrough(u, distance));
    }
    System.out.println(best);
  }

  private static double bestThrough(int u, double[][] distance) {
    int n = distance.length;
    double[] fromU = distance[u];
    Integer[] order = new Integer[n];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> -fromU[i]));
    double best = Double.POSITIVE_INFINITY;
    for (int v = 0; v < n; v++) {
      double reachV = distance[v][order[0]];
      for (int w : order) {
        if (u != v && distance[v][w] > reachV) {
          best = Math.min(best, fromU[w] + fromU[v] + reachV);
          reachV = distance[v][w];
        }
      }
    }
    return best;
  }
}
