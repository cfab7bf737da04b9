package gavel.executor.prepare;

/** Looks at what a source in C++ begins with; in doubt it begins with something else. */
final class FirstInclude {
  private FirstInclude() {}

  /** Whether {@code #include <bits/stdc++.h>} comes first, behind comments and white space. */
  static boolean isWholeLibrary(String source) {
    int hash = behindComments(source);
    if (hash >= source.length() || source.charAt(hash) != '#') {
      return false;
    }
    int word = behindBlanks(source, hash + 1);
    if (!source.startsWith("include", word)) {
      return false;
    }
    return source.startsWith("<bits/stdc++.h>", behindBlanks(source, word + "include".length()));
  }

  private static int behindComments(String source) {
    int at = 0;
    while (at < source.length()) {
      if (source.startsWith("//", at)) {
        int end = source.indexOf('\n', at);
        // What stands behind a backslash is still the comment's, or not, as versions have it.
        if (end < 0 || source.substring(at, end).stripTrailing().endsWith("\\")) {
          return source.length();
        }
        at = end + 1;
      } else if (source.startsWith("/*", at)) {
        int end = source.indexOf("*/", at + 2);
        if (end < 0) {
          return source.length();
        }
        at = end + 2;
      } else if (source.charAt(at) <= ' ') {
        at++;
      } else {
        return at;
      }
    }
    return at;
  }

  private static int behindBlanks(String source, int from) {
    int at = from;
    while (at < source.length() && (source.charAt(at) == ' ' || source.charAt(at) == '\t')) {
      at++;
    }
    return at;
  }
}
