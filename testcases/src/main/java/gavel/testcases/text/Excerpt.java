package gavel.testcases.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Shows bytes nobody trusts in a message: short, in quotes, with nothing that acts on a terminal.
 */
public final class Excerpt {
  /** How many characters of a token are shown. */
  public static final int MAX_CHARS = 40;

  /** Bytes enough to hold {@link #MAX_CHARS} characters and to tell that there are more. */
  public static final int MAX_BYTES = 4 * MAX_CHARS + 4;

  private Excerpt() {}

  /** The text in quotes, at most {@link #MAX_CHARS} of its characters. */
  public static String quote(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return quote(bytes, 0, bytes.length);
  }

  /** The text on one line, without quotes, at most so many of its characters. */
  public static String escape(String text, int maxChars) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return escape(bytes, 0, bytes.length, maxChars);
  }

  /** UTF-8 where it is valid, {@code \xNN} where it is not, escapes for control and format. */
  public static String quote(byte[] bytes, int from, int to) {
    return '"' + escape(bytes, from, to, MAX_CHARS) + '"';
  }

  private static String escape(byte[] bytes, int from, int to, int maxChars) {
    StringBuilder shown = new StringBuilder();
    int at = from;
    for (int chars = 0; at < to && chars < maxChars; chars++) {
      int length = Math.min(sequenceLength(bytes[at]), to - at);
      int character = decode(bytes, at, length);
      if (character < 0) {
        shown.append(String.format(Locale.ROOT, "\\x%02x", bytes[at]));
        at++;
      } else {
        append(shown, character);
        at += length;
      }
    }
    return shown.append(at < to ? "…" : "").toString();
  }

  private static int sequenceLength(byte first) {
    int ones = Integer.numberOfLeadingZeros(~(first << 24));
    return ones >= 2 && ones <= 4 ? ones : 1;
  }

  private static int decode(byte[] bytes, int at, int length) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, at, length))
          .toString()
          .codePointAt(0);
    } catch (CharacterCodingException notUtf8) {
      return -1;
    }
  }

  private static void append(StringBuilder shown, int character) {
    switch (character) {
      case '\n' -> shown.append("\\n");
      case '\r' -> shown.append("\\r");
      case '\t' -> shown.append("\\t");
      case '"' -> shown.append("\\\"");
      case '\\' -> shown.append("\\\\");
      default -> {
        if (isShown(character)) {
          shown.appendCodePoint(character);
        } else {
          shown.append(
              String.format(Locale.ROOT, character < 0x80 ? "\\x%02x" : "\\u{%x}", character));
        }
      }
    }
  }

  private static boolean isShown(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
