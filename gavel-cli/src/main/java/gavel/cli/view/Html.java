package gavel.cli.view;

/** Text from outside on a page. */
final class Html {
  private static final int LONGEST = 1000;

  private Html() {}

  /** Fit for the text of an element and for an attribute in double quotes. */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints().limit(LONGEST).forEach(character -> append(escaped, character));
    return escaped.toString();
  }

  private static void append(StringBuilder escaped, int character) {
    switch (character) {
      case '&' -> escaped.append("&amp;");
      case '<' -> escaped.append("&lt;");
      case '>' -> escaped.append("&gt;");
      case '"' -> escaped.append("&quot;");
      case '\'' -> escaped.append("&#39;");
      case '\n', '\t', ' ' -> escaped.appendCodePoint(character);
      default -> escaped.append(Shown.character(character));
    }
  }
}
