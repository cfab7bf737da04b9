package gavel.testcases.validator;

import java.nio.charset.StandardCharsets;

/**
 * Reads a token as {@code sscanf("%lf%10s")} of glibc in the C locale does when nothing may be left
 * over; the numbers of IEEE 754 binary64, rounded to nearest even.
 */
final class FloatToken {
  /** Up to this many digits the mantissa is exact as a double (10^15 is below 2^53). */
  private static final int EXACT_DIGITS = 15;

  /** So many digits cannot be more than a long has. */
  private static final int MOST_PLAIN = 18;

  /** Up to this each whole number is a double. */
  private static final long EXACT_VALUE = 1L << 53;

  private static final double[] EXACT_POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  private final byte[] bytes;
  private final int to;
  private int at;
  private int digits;
  private int significant;
  private int fraction;
  private long mantissa;
  private boolean exponent;

  private FloatToken(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.to = to;
    this.at = from;
  }

  /** The finite number in the bytes; NaN when they are not one, which also holds for infinities. */
  static double parse(byte[] bytes, int from, int to) {
    double plain = plain(bytes, from, to);
    if (!Double.isNaN(plain)) {
      return plain;
    }
    double value = new FloatToken(bytes, from, to).parse();
    return Double.isInfinite(value) ? Double.NaN : value;
  }

  /**
   * What nearly all numbers are: digits, perhaps with a sign and a point, few enough of them to be
   * exact. NaN for all else, numbers or not.
   */
  private static double plain(byte[] bytes, int from, int to) {
    int at = from;
    boolean negative = at < to && bytes[at] == '-';
    at += negative ? 1 : 0;
    long value = 0;
    int point = to;
    int first = at;
    for (; at < to; at++) {
      int digit = bytes[at] - '0';
      if (digit >= 0 && digit <= 9) {
        value = value * 10 + digit;
      } else if (bytes[at] == '.' && point == to) {
        point = at;
      } else {
        return Double.NaN;
      }
    }
    int digits = to - first - (point < to ? 1 : 0);
    if (digits < 1 || digits > MOST_PLAIN || value > EXACT_VALUE) {
      return Double.NaN;
    }
    double number = value / EXACT_POWERS[point < to ? to - point - 1 : 0];
    return negative ? -number : number;
  }

  private double parse() {
    boolean negative = at < to && bytes[at] == '-';
    if (negative || (at < to && bytes[at] == '+')) {
      at++;
    }
    double value = isHex() ? hexadecimal() : decimal();
    return negative ? -value : value;
  }

  private boolean isHex() {
    return at + 1 < to && bytes[at] == '0' && (bytes[at + 1] | 0x20) == 'x';
  }

  private double decimal() {
    int start = at;
    scanDigits(10);
    int end = digits > 0 ? scanExponent('e') : at;
    if (digits == 0 || at != to) {
      return Double.NaN;
    }
    boolean exact = significant <= EXACT_DIGITS && fraction < EXACT_POWERS.length && !exponent;
    return exact ? mantissa / EXACT_POWERS[fraction] : Double.parseDouble(text(start, end));
  }

  /** {@code 0x.} is 0 for glibc, {@code 0x} is nothing: it wants a byte more than the prefix. */
  private double hexadecimal() {
    int start = at;
    at += 2;
    scanDigits(16);
    boolean empty = at == start + 2;
    int end = digits > 0 ? scanExponent('p') : at;
    if (empty || at != to) {
      return Double.NaN;
    }
    return digits == 0 ? 0 : Double.parseDouble(text(start, end) + (exponent ? "" : "p0"));
  }

  private void scanDigits(int radix) {
    boolean point = false;
    for (; at < to; at++) {
      byte b = bytes[at];
      if (b == '.' && !point) {
        point = true;
      } else if (isDigit(b, radix)) {
        digits++;
        fraction += point ? 1 : 0;
        if (significant > 0 || b != '0') {
          significant++;
          mantissa = significant <= EXACT_DIGITS ? mantissa * 10 + (b - '0') : mantissa;
        }
      } else {
        return;
      }
    }
  }

  /** Takes an exponent, and returns where the number proper ends: one without digits is dropped. */
  private int scanExponent(char letter) {
    int before = at;
    if (at == to || (bytes[at] | 0x20) != letter) {
      return before;
    }
    at++;
    if (at < to && (bytes[at] == '+' || bytes[at] == '-')) {
      at++;
    }
    int first = at;
    while (at < to && isDigit(bytes[at], 10)) {
      at++;
    }
    exponent = at > first;
    return exponent ? at : before;
  }

  private static boolean isDigit(byte b, int radix) {
    boolean decimal = b >= '0' && b <= '9';
    int letter = b | 0x20;
    return decimal || (radix == 16 && letter >= 'a' && letter <= 'f');
  }

  private String text(int start, int end) {
    return new String(bytes, start, end - start, StandardCharsets.US_ASCII);
  }
}
