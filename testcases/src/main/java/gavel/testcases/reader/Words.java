package gavel.testcases.reader;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Splits texts of legacy formats into words. */
final class Words {
  private Words() {}

  /** By white space, without any quoting. */
  static List<String> of(String text) {
    return Arrays.stream(text.strip().split("\\s+")).filter(word -> !word.isEmpty()).toList();
  }

  /**
   * Flags: by white space, but as one where quotes stand around it, as DOMjudge's own packages have
   * them. A quote counts only at the beginning of a word, and only where another one ends it.
   */
  static List<String> flags(String text) {
    List<String> words = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      char first = text.charAt(at);
      int end = first == '"' || first == '\'' ? closing(text, at) : -1;
      if (end > 0) {
        words.add(text.substring(at + 1, end));
        at = end + 1;
      } else if (Character.isWhitespace(first)) {
        at++;
      } else {
        int start = at;
        while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
          at++;
        }
        words.add(text.substring(start, at));
      }
    }
    return words;
  }

  /** Where the quote that begins there ends, with white space or nothing after it; or -1. */
  private static int closing(String text, int at) {
    int end = text.indexOf(text.charAt(at), at + 1);
    while (end > 0 && end + 1 < text.length() && !Character.isWhitespace(text.charAt(end + 1))) {
      end = text.indexOf(text.charAt(at), end + 1);
    }
    return end;
  }
}
