package gavel.testcases.problem;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Someone who is given credit. */
public record Person(
    String name, Optional<String> email, Optional<String> orcid, Optional<String> kattis) {
  private static final Pattern WITH_EMAIL = Pattern.compile("([^<]*?)\\s*<([^<>]*)>");

  /** Of {@code Full Name} or {@code Full Name <mail@example.org>}. */
  public static Person of(String text) {
    Matcher matcher = WITH_EMAIL.matcher(text.strip());
    return matcher.matches()
        ? new Person(
            matcher.group(1), Optional.of(matcher.group(2)), Optional.empty(), Optional.empty())
        : new Person(text.strip(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  @Override
  public String toString() {
    return name;
  }
}
