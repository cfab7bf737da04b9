package gavel.testcases.problem;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A problem's short name, which is the name of its package's directory: a letter or digit, then up
 * to 63 letters, digits, {@code -} or {@code _}. So it is never a path and never hidden.
 */
public record ProblemId(String value) {
  /** What an id may look like, for messages. */
  public static final String RULE =
      "a problem id is 1 to 64 letters, digits, '-' or '_' and begins with a letter or digit";

  private static final Pattern VALID = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_-]{0,63}");
  private static final Pattern IN_FORMAT = Pattern.compile("[a-z0-9]+");

  /** Refuses anything else with {@link IllegalArgumentException}. */
  public ProblemId {
    if (!VALID.matcher(value).matches()) {
      throw new IllegalArgumentException("Not a problem id: " + RULE);
    }
  }

  /** The id with that text, or nothing when it cannot be one. */
  public static Optional<ProblemId> of(String text) {
    return VALID.matcher(text).matches() ? Optional.of(new ProblemId(text)) : Optional.empty();
  }

  /** Whether it is also what the package format allows: lowercase letters and digits only. */
  public boolean isInFormat() {
    return IN_FORMAT.matcher(value).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
