package gavel.worker.judge;

import java.util.Locale;
import java.util.Optional;

/** Texts that quote what a program or its author wrote, made short enough for a record. */
final class Messages {
  private static final int LINE = 300;
  private static final int MESSAGE = 1000;

  private Messages() {}

  /** The line of a compiler's output that speaks of an error, else the first; 300 characters. */
  static Optional<String> diagnosis(String output) {
    return output
        .lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).contains("error"))
        .findFirst()
        .or(() -> output.lines().filter(line -> !line.isBlank()).findFirst())
        .map(line -> cut(line.strip(), LINE));
  }

  /** At most 1000 characters. */
  static String message(String text) {
    return cut(text, MESSAGE);
  }

  private static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
    return text.substring(0, end) + "…";
  }
}
