// Exact: every comparison becomes the sign of a sum of numbers m * 10^e. From the highest exponent
// down, once the sum so far is not 0 and the next exponent is far below, its sign is known.
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Scanner;

public class ExactDigits {
  private static final int FAR = 60;
  private static final Number ONE = new Number(BigInteger.ONE, 0);

  record Number(BigInteger significand, long exponent) {
    static Number parse(String text) {
      String[] parts = text.replace(".", "").split("e");
      return new Number(new BigInteger(parts[0]), Long.parseLong(parts[1]) - 9);
    }

    Number times(Number other) {
      return new Number(significand.multiply(other.significand), exponent + other.exponent);
    }

    Number times(int factor) {
      return new Number(significand.multiply(BigInteger.valueOf(factor)), exponent);
    }
  }

  static int sign(List<Number> terms) {
    List<Number> sorted = new ArrayList<>(terms);
    sorted.sort(Comparator.comparingLong(Number::exponent).reversed());
    BigInteger value = BigInteger.ZERO;
    long above = 0;
    for (Number term : sorted) {
      if (value.signum() != 0) {
        if (above - term.exponent() > FAR) {
          break;
        }
        value = value.multiply(BigInteger.TEN.pow((int) (above - term.exponent())));
      }
      above = term.exponent();
      value = value.add(term.significand());
    }
    return value.signum();
  }

  /** Is |difference| less than 10^-9 |limit|? Both are sums of terms. */
  static boolean below(List<Number> difference, List<Number> limit) {
    int s = sign(difference);
    int limitSign = sign(limit);
    List<Number> excess = new ArrayList<>();
    for (Number term : difference) {
      excess.add(term.times(s));
    }
    for (Number term : limit) {
      excess.add(new Number(term.times(-limitSign).significand(), term.exponent() - 9));
    }
    return sign(excess) < 0;
  }

  static boolean sumIs(Number z, Number x, Number y) {
    List<Number> sum = List.of(x, y);
    if (sign(sum) == 0) {
      return z.significand().signum() == 0;
    }
    List<Number> difference = List.of(z, x.times(-1), y.times(-1));
    return below(difference, List.of(ONE)) && below(difference, sum);
  }

  static boolean productIs(Number z, Number x, Number y) {
    List<Number> difference = List.of(z, x.times(y).times(-1));
    return below(difference, List.of(ONE)) && below(difference, List.of(x.times(y)));
  }

  static boolean quotientIs(Number z, Number x, Number y) {
    List<Number> difference = List.of(z.times(y), x.times(-1));
    return below(difference, List.of(y)) && below(difference, List.of(x));
  }

  public static void main(String[] args) {
    Scanner in = new Scanner(System.in);
    Number x = Number.parse(in.next());
    Number y = Number.parse(in.next());
    print(sumIs(Number.parse(in.next()), x, y));
    print(sumIs(Number.parse(in.next()), x, y.times(-1)));
    print(productIs(Number.parse(in.next()), x, y));
    print(quotientIs(Number.parse(in.next()), x, y));
  }

  private static void print(boolean correct) {
    System.out.println(correct ? "Correct" : "Incorrect");
  }
}
