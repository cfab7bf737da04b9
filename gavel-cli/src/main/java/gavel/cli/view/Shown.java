package gavel.cli.view;

import java.util.ArrayList;
import java.util.List;

/** Text from outside, without what could steer a terminal or a page. */
final class Shown {
  private static final String REPLACEMENT = "\ufffd";

  private Shown() {}

  /** In one line of so many characters at most. */
  static String line(String text, int most) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(most)
        .forEach(character -> shown.append(character == '\n' ? " " : character(character)));
    return shown.append(text.codePointCount(0, text.length()) > most ? "…" : "").toString();
  }

  /** Its lines, each as above; behind so many of them it only says how many there are. */
  static List<String> lines(String text, int longest, int most) {
    List<String> lines = text.stripTrailing().lines().toList();
    List<String> shown =
        new ArrayList<>(lines.stream().limit(most).map(each -> line(each, longest)).toList());
    if (lines.size() > most) {
      shown.add("… and " + VerifyWords.count(lines.size() - most, "more line"));
    }
    return shown;
  }

  /** The character, or what stands for those that nobody sees. */
  static String character(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          REPLACEMENT;
      default -> Character.toString(character);
    };
  }
}
