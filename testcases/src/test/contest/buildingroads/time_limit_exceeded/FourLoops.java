// For every two hubs and every radius hangs all locations anew, measuring each distance again.
import java.util.Scanner;

public class FourLoops {
  private static int[] x;
  private static int[] y;

  private static double distance(int a, int b) {
    return Math.hypot(x[a] - x[b], y[a] - y[b]);
  }

  public static void main(String[] args) {
    Scanner in = new Scanner(System.in);
    int n = in.nextInt();
    x = new int[n];
    y = new int[n];
    for (int i = 0; i < n; i++) {
      x[i] = in.nextInt();
      y[i] = in.nextInt();
    }
    double best = Double.POSITIVE_INFINITY;
    for (int u = 0; u < n; u++) {
      for (int v = 0; v < n; v++) {
        for (int r = 0; r < n; r++) {
          best = Math.min(best, longestTravel(u, v, distance(u, r)));
        }
      }
    }
    System.out.println(best);
  }

  /** Locations within the radius of u hang on u, the others on v. */
  private static double longestTravel(int u, int v, double radius) {
    double longest = distance(u, v);
    double reachU = 0;
    double reachV = 0;
    for (int w = 0; w < x.length; w++) {
      if (w != u && w != v && distance(u, w) <= radius) {
        longest = Math.max(longest, reachU + distance(u, w));
        reachU = Math.max(reachU, distance(u, w));
      } else if (w != u && w != v) {
        longest = Math.max(longest, reachV + distance(v, w));
        reachV = Math.max(reachV, distance(v, w));
      }
    }
    return Math.max(longest, reachU + distance(u, v) + reachV);
  }
}
