// Puts every drawn card back into the deck before the next turn.
import java.util.Scanner;

public class PutsBack {
  private static final int ALL = 127;

  public static void main(String[] args) {
    String hand = new Scanner(System.in).next();
    int[] left = {4, 4, 4, 4, 4, 4, 4};
    for (int i = 0; i < 7; i++) {
      int position = "A234567".indexOf(hand.charAt(i));
      if (position >= 0) {
        left[position]--;
      }
    }
    double[] turns = new double[ALL + 1];
    for (int up = ALL - 1; up >= 0; up--) {
      double expected = 45;
      int useful = 0;
      for (int card = 0; card < 7; card++) {
        if ((up >> card & 1) == 0) {
          int next = up;
          for (int at = card; at >= 0 && (next >> at & 1) == 0; ) {
            next |= 1 << at;
            at = "A234567".indexOf(hand.charAt(at));
          }
          expected += left[card] * turns[next];
          useful += left[card];
        }
      }
      turns[up] = useful == 0 ? 0 : expected / useful;
    }
    System.out.println(turns[0]);
  }
}
