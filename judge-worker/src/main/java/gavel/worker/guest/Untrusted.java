package gavel.worker.guest;

import org.jspecify.annotations.Nullable;

/** Texts from a guest, made fit for messages and logs. */
final class Untrusted {
  private static final int LINE = 300;
  private static final int FIRST_PRINTABLE = ' ';
  private static final int DELETE = 0x7f;

  private Untrusted() {}

  /** One line of at most 300 characters without control characters. */
  static String line(@Nullable String text) {
    String present = text == null ? "" : text;
    StringBuilder line = new StringBuilder();
    present
        .codePoints()
        .limit(LINE)
        .forEach(c -> line.appendCodePoint(c < FIRST_PRINTABLE || c == DELETE ? ' ' : c));
    return line.toString();
  }

  /** The text cut at so many characters, never within one. */
  static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
  }
}
