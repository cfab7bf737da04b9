// Guesses every subset of the names and checks it against the callouts: 2^100 of them.
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;

public class AllSubsets {
  public static void main(String[] args) {
    Scanner in = new Scanner(System.in);
    List<String> names = new ArrayList<>();
    List<Boolean> present = new ArrayList<>();
    for (int n = in.nextInt(); n > 0; n--) {
      String callout = in.next();
      if (callout.equals("Present!")) {
        present.set(present.size() - 1, true);
      } else {
        names.add(callout);
        present.add(false);
      }
    }
    BigInteger subset = BigInteger.ZERO;
    while (!matches(subset, present)) {
      subset = subset.add(BigInteger.ONE);
    }
    List<String> absent = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (subset.testBit(i)) {
        absent.add(names.get(i));
      }
    }
    System.out.println(absent.isEmpty() ? "No Absences" : String.join("\n", absent));
  }

  private static boolean matches(BigInteger absent, List<Boolean> present) {
    for (int i = 0; i < present.size(); i++) {
      if (absent.testBit(i) == present.get(i)) {
        return false;
      }
    }
    return true;
  }
}
