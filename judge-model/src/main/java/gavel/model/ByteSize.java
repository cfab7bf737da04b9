package gavel.model;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of bytes, never negative. */
public record ByteSize(long bytes) implements Comparable<ByteSize> {
  private static final Pattern TEXT =
      Pattern.compile("(\\d{1,18})\\s*(B|K|KB|KIB|M|MB|MIB|G|GB|GIB)?");
  private static final long KIB = 1024;

  /** No bytes. */
  public static final ByteSize ZERO = new ByteSize(0);

  /** Refuses negative counts with {@link IllegalArgumentException}. */
  public ByteSize {
    if (bytes < 0) {
      throw new IllegalArgumentException("A size cannot be negative: " + bytes);
    }
  }

  /** So many bytes. */
  public static ByteSize ofBytes(long bytes) {
    return new ByteSize(bytes);
  }

  /** So many times 1024 bytes; {@link ArithmeticException} where that is over 2^63-1. */
  public static ByteSize ofKiB(long count) {
    return new ByteSize(Math.multiplyExact(count, KIB));
  }

  /** So many times 1024² bytes; {@link ArithmeticException} where that is over 2^63-1. */
  public static ByteSize ofMiB(long count) {
    return new ByteSize(Math.multiplyExact(count, KIB * KIB));
  }

  /**
   * Reads what people write for a size: digits, then optionally B, K, KB, KiB, M, MB, MiB, G, GB or
   * GiB in any case. All units are powers of 1024, as in other judges. Throws {@link
   * IllegalArgumentException} that quotes the text.
   */
  public static ByteSize parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip().toUpperCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a size; write it like 65536, 64KiB, 256MiB or 2GiB");
    }
    String unit = matcher.group(2) == null ? "B" : matcher.group(2);
    long factor =
        switch (unit.charAt(0)) {
          case 'K' -> KIB;
          case 'M' -> KIB * KIB;
          case 'G' -> KIB * KIB * KIB;
          default -> 1;
        };
    try {
      return new ByteSize(Math.multiplyExact(Long.parseLong(matcher.group(1)), factor));
    } catch (ArithmeticException tooLarge) {
      throw new IllegalArgumentException("'" + text + "' is over 2^63-1 bytes", tooLarge);
    }
  }

  /** Whole mebibytes, rounded down. */
  public long toMiB() {
    return bytes / (KIB * KIB);
  }

  @Override
  public int compareTo(ByteSize other) {
    return Long.compare(bytes, other.bytes);
  }

  /** The largest unit that divides it without a rest: {@code 64MiB}, {@code 1000B}. */
  @Override
  public String toString() {
    if (bytes > 0 && bytes % (KIB * KIB) == 0) {
      return bytes / (KIB * KIB) + "MiB";
    }
    return bytes > 0 && bytes % KIB == 0 ? bytes / KIB + "KiB" : bytes + "B";
  }
}
