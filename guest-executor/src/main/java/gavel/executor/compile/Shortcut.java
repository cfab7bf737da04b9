package gavel.executor.compile;

import java.util.List;
import java.util.Map;

/**
 * How a compiler does less than it would: by something that was made beforehand and makes the same
 * program of the same sources.
 *
 * @param words for the compiler, behind its name
 * @param environment beside, or instead of, the language's own
 * @param says whether a compiler that succeeds says what it would without; else one that says
 *     something is not listened to, and runs again without, as one that fails always does
 */
public record Shortcut(List<String> words, Map<String, String> environment, boolean says) {
  /** None at all. */
  static final Shortcut NONE = new Shortcut(List.of(), Map.of(), true);

  /** Copies the collections. */
  public Shortcut {
    words = List.copyOf(words);
    environment = Map.copyOf(environment);
  }
}
