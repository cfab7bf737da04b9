package gavel.testcases.problem;

import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What kind of problem it is.
 *
 * @param types never empty; either {@code pass-fail} or {@code scoring} is in it
 * @param languages the codes of the only languages that may be used; empty where all may
 * @param allowFileWriting whether submissions may write in their working directory
 * @param minimize whether the lowest score is the best; only in legacy formats
 * @param showGroups whether contestants see the results of test groups
 */
public record ProblemRules(
    FormatVersion format,
    Set<ProblemType> types,
    Optional<Set<String>> languages,
    boolean allowFileWriting,
    Constants constants,
    boolean minimize,
    boolean showGroups) {
  /** Copies the sets; refuses an empty set of types. */
  public ProblemRules {
    if (types.isEmpty()) {
      throw new IllegalArgumentException("A problem has a type");
    }
    types = Collections.unmodifiableSet(EnumSet.copyOf(types));
    languages = languages.map(codes -> Collections.unmodifiableSet(new LinkedHashSet<>(codes)));
  }

  /** Pass-fail and nothing else, in all languages. */
  public static ProblemRules passFail(FormatVersion format) {
    return new ProblemRules(
        format,
        EnumSet.of(ProblemType.PASS_FAIL),
        Optional.empty(),
        format.legacy(),
        Constants.NONE,
        false,
        false);
  }

  /** Whether it is of that type. */
  public boolean is(ProblemType type) {
    return types.contains(type);
  }

  /** Whether what is accepted has a score. */
  public boolean scoring() {
    return is(ProblemType.SCORING);
  }

  /** Whether the input and the answer are no dialogue's: neither interactive nor multi-pass. */
  public boolean plain() {
    return !is(ProblemType.INTERACTIVE) && !is(ProblemType.MULTI_PASS);
  }
}
