package gavel.testcases.problem;

import java.util.ArrayList;
import java.util.List;

/**
 * A pattern of {@code submissions.yaml} for submissions or for tests: {@code *} for anything but
 * {@code /}, braces for alternatives, everything else for itself. It matches a path or a directory
 * around it: 2025-09, section "Glob patterns".
 */
public final class Glob {
  private static final int MAX_ALTERNATIVES = 1000;

  private final String text;
  private final List<String> alternatives;

  /** Any text is a pattern; {@link IllegalArgumentException} for over a thousand alternatives. */
  public Glob(String text) {
    this.text = text;
    this.alternatives = expand(text);
  }

  /** Whether it matches the path or one of the directories around it. */
  public boolean matches(String path) {
    for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
      if (matchesExactly(path.substring(0, end))) {
        return true;
      }
    }
    return false;
  }

  /** Whether it matches the whole path. */
  public boolean matchesExactly(String path) {
    return alternatives.stream().anyMatch(alternative -> wildcard(alternative, path));
  }

  @Override
  public String toString() {
    return text;
  }

  private static boolean wildcard(String pattern, String path) {
    int at = 0;
    int next = 0;
    int star = -1;
    int resume = 0;
    while (at < path.length()) {
      if (next < pattern.length() && pattern.charAt(next) == '*') {
        star = next++;
        resume = at;
      } else if (next < pattern.length() && pattern.charAt(next) == path.charAt(at)) {
        next++;
        at++;
      } else if (star >= 0 && path.charAt(resume) != '/') {
        next = star + 1;
        at = ++resume;
      } else {
        return false;
      }
    }
    while (next < pattern.length() && pattern.charAt(next) == '*') {
      next++;
    }
    return next == pattern.length();
  }

  /** What the braces stand for; without a matching one, a brace is itself. */
  private static List<String> expand(String pattern) {
    List<String> done = new ArrayList<>();
    List<String> open = new ArrayList<>(List.of(pattern));
    while (!open.isEmpty()) {
      String next = open.removeLast();
      int from = next.indexOf('{');
      List<String> choices = from < 0 ? List.of() : choices(next, from);
      if (choices.isEmpty()) {
        done.add(next);
      } else {
        open.addAll(choices);
      }
      if (done.size() + open.size() > MAX_ALTERNATIVES) {
        throw new IllegalArgumentException("Over " + MAX_ALTERNATIVES + " alternatives");
      }
    }
    return List.copyOf(done);
  }

  private static List<String> choices(String pattern, int from) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int begin = from + 1;
    for (int i = from; i < pattern.length(); i++) {
      char character = pattern.charAt(i);
      depth += character == '{' ? 1 : character == '}' ? -1 : 0;
      if (depth == 0 || (depth == 1 && character == ',')) {
        parts.add(pattern.substring(begin, i));
        begin = i + 1;
      }
      if (depth == 0) {
        String before = pattern.substring(0, from);
        String after = pattern.substring(i + 1);
        return parts.stream().map(part -> before + part + after).toList();
      }
    }
    return List.of();
  }
}
