package gavel.testcases.reader;

import java.util.Optional;
import java.util.Set;

/**
 * What a reader has to be told from outside.
 *
 * @param extensions those that some language claims, without dot and as they are written ({@code c}
 *     is not {@code C}); other submissions are skipped. Where it is empty, none is skipped for its
 *     extension
 */
public record ReadOptions(Optional<Set<String>> extensions) {
  /** Every extension may be one. */
  public static final ReadOptions ANY_EXTENSION = new ReadOptions(Optional.empty());

  /** Copies the set. */
  public ReadOptions {
    extensions = extensions.map(Set::copyOf);
  }

  /** Only these extensions, without dot. */
  public static ReadOptions claiming(Set<String> extensions) {
    return new ReadOptions(Optional.of(extensions));
  }

  /** Whether a file of that name may be a source. */
  boolean claims(String file) {
    int dot = file.lastIndexOf('.');
    return extensions.isEmpty() || (dot >= 0 && extensions.get().contains(file.substring(dot + 1)));
  }
}
