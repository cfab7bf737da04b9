package gavel.executor.compile;

/** The words and marks of a Java source, without comments and literals; never fails. */
final class JavaTokens {
  private final String source;
  private int at;

  JavaTokens(String source) {
    this.source = source;
  }

  /** An identifier, a keyword, a number or one other character; empty at the end. */
  String next() {
    while (at < source.length()) {
      char c = source.charAt(at);
      if (source.startsWith("//", at)) {
        skipTo("\n", at + 2);
      } else if (source.startsWith("/*", at)) {
        skipTo("*/", at + 2);
      } else if (source.startsWith("\"\"\"", at)) {
        skipText("\"\"\"");
      } else if (c == '"' || c == '\'') {
        skipText(String.valueOf(c));
      } else if (Character.isJavaIdentifierPart(c)) {
        return word();
      } else if (Character.isWhitespace(c)) {
        at++;
      } else {
        at++;
        return String.valueOf(c);
      }
    }
    return "";
  }

  private String word() {
    int start = at;
    while (at < source.length() && Character.isJavaIdentifierPart(source.charAt(at))) {
      at++;
    }
    return source.substring(start, at);
  }

  private void skipTo(String end, int from) {
    int found = source.indexOf(end, from);
    at = found < 0 ? source.length() : found + end.length();
  }

  /** A literal ends at the same mark, not escaped; one of a single line at the latest with it. */
  private void skipText(String mark) {
    at += mark.length();
    while (at < source.length() && !source.startsWith(mark, at)) {
      if (mark.length() == 1 && source.charAt(at) == '\n') {
        return;
      }
      at += source.charAt(at) == '\\' ? 2 : 1;
    }
    at = Math.min(source.length(), at + mark.length());
  }
}
