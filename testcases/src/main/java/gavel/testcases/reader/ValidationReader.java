package gavel.testcases.reader;

import gavel.testcases.problem.FormatVersion;
import gavel.testcases.problem.ProblemType;
import gavel.testcases.problem.Validation;
import gavel.testcases.text.Excerpt;
import gavel.testcases.validator.FlagProblem;
import gavel.testcases.validator.ParsedFlags;
import gavel.testcases.validator.ValidatorFlags;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Reads {@code validation} and {@code validator_flags}: legacy format, section "Validation". */
final class ValidationReader {
  private static final String KEY = "validation";
  private static final String FLAGS = "validator_flags";
  private static final Set<String> CUSTOM_WORDS = Set.of("score", "interactive", "multi-pass");

  private ValidationReader() {}

  /**
   * The validation, and the types with what it adds to them.
   *
   * @param validation with the problem's flags
   */
  record Read(Validation validation, Set<ProblemType> types) {}

  static Read legacy(Keys keys, String flags, Set<ProblemType> types, FormatVersion format) {
    List<String> words = Words.of(keys.text(KEY).orElse("default"));
    if (!words.isEmpty() && words.getFirst().equals("custom")) {
      return custom(keys, words.subList(1, words.size()), flags, types, format);
    }
    if (!words.equals(List.of("default"))) {
      keys.error(KEY, "has to be default or custom [interactive] [multi-pass] [score]");
    }
    if (types.contains(ProblemType.INTERACTIVE) || types.contains(ProblemType.MULTI_PASS)) {
      return new Read(custom(types, Words.flags(flags)), types);
    }
    ParsedFlags parsed = ValidatorFlags.parse(flags);
    for (FlagProblem problem : parsed.problems()) {
      keys.error(FLAGS, "at character " + problem.position() + ": " + problem.message());
    }
    return new Read(new Validation.Default(parsed.flags()), types);
  }

  private static Read custom(
      Keys keys, List<String> words, String flags, Set<ProblemType> given, FormatVersion format) {
    for (String word : words) {
      if (!CUSTOM_WORDS.contains(word)) {
        keys.error(
            KEY,
            "knows interactive, multi-pass and score after custom, not " + Excerpt.quote(word));
      }
    }
    boolean score = words.contains("score");
    if (score && (!given.contains(ProblemType.SCORING) || format == FormatVersion.LEGACY_ICPC)) {
      keys.error(KEY, "can have score only in problems of type scoring");
    }
    boolean talks = words.contains("interactive") || words.contains("multi-pass");
    if (talks && given.contains(ProblemType.SUBMIT_ANSWER)) {
      keys.error(KEY, "cannot be interactive or multi-pass where the type is submit-answer");
    }
    EnumSet<ProblemType> types = EnumSet.copyOf(given);
    if (words.contains("interactive")) {
      types.add(ProblemType.INTERACTIVE);
    }
    if (words.contains("multi-pass")) {
      types.add(ProblemType.MULTI_PASS);
    }
    return new Read(
        new Validation.Custom(
            types.contains(ProblemType.INTERACTIVE),
            types.contains(ProblemType.MULTI_PASS),
            score,
            Words.flags(flags)),
        types);
  }

  /** The package's validator in a problem of these types. */
  static Validation custom(Set<ProblemType> types, List<String> arguments) {
    return new Validation.Custom(
        types.contains(ProblemType.INTERACTIVE),
        types.contains(ProblemType.MULTI_PASS),
        types.contains(ProblemType.SCORING),
        arguments);
  }

  /** The same validation with other arguments; what is wrong with them was reported before. */
  static Validation with(Validation validation, List<String> arguments) {
    return switch (validation) {
      case Validation.Default _ ->
          new Validation.Default(ValidatorFlags.parse(String.join(" ", arguments)).flags());
      case Validation.Custom custom ->
          new Validation.Custom(
              custom.interactive(), custom.multiPass(), custom.score(), arguments);
    };
  }
}
