// Which cards are still hidden depends only on the set of positions face up, and no card of a value
// still face down has been drawn yet. So (positions face up, cards left) is the whole state.
import java.util.Scanner;

public class SevenUp {
  private static final int ALL = 127;

  private final String hand;
  private final int[] left = {4, 4, 4, 4, 4, 4, 4};
  private final double[][] known = new double[ALL + 1][46];

  private SevenUp(String hand) {
    this.hand = hand;
    for (int i = 0; i < 7; i++) {
      int position = position(hand.charAt(i));
      if (position >= 0) {
        left[position]--;
      }
    }
  }

  private static int position(char face) {
    return "A234567".indexOf(face);
  }

  private static boolean isUp(int up, int position) {
    return (up >> position & 1) == 1;
  }

  private int fill(int up, int card) {
    while (card >= 0 && !isUp(up, card)) {
      up |= 1 << card;
      card = position(hand.charAt(card));
    }
    return up;
  }

  private double turns(int up, int cards) {
    if (up == ALL || cards == 0) {
      return 0;
    }
    if (known[up][cards] == 0) {
      int useless = cards;
      double expected = 0;
      for (int card = 0; card < 7; card++) {
        if (!isUp(up, card) && left[card] > 0) {
          useless -= left[card];
          expected += left[card] * turns(fill(up, card), cards - 1);
        }
      }
      if (useless > 0) {
        expected += useless * turns(up, cards - 1);
      }
      known[up][cards] = 1 + expected / cards;
    }
    return known[up][cards];
  }

  public static void main(String[] args) {
    System.out.println(new SevenUp(new Scanner(System.in).next()).turns(0, 45));
  }
}
