package gavel.testcases.reader;

import gavel.testcases.problem.Validation;
import gavel.testcases.text.Excerpt;
import gavel.testcases.validator.FlagProblem;
import gavel.testcases.validator.ParsedFlags;
import gavel.testcases.validator.ValidatorFlags;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Reads {@code validation} and {@code validator_flags}: legacy format, section "Validation". */
final class ValidationReader {
  private static final String KEY = "validation";
  private static final String FLAGS = "validator_flags";
  private static final Set<String> CUSTOM_WORDS = Set.of("score", "interactive");

  private ValidationReader() {}

  static Validation read(Keys keys, String flags, boolean scoring) {
    List<String> words = words(keys.text(KEY).orElse("default"));
    if (!words.isEmpty() && words.getFirst().equals("custom")) {
      return custom(keys, words.subList(1, words.size()), flags, scoring);
    }
    if (!words.equals(List.of("default"))) {
      keys.error(KEY, "has to be default or custom [interactive] [score]");
    }
    ParsedFlags parsed = ValidatorFlags.parse(flags);
    for (FlagProblem problem : parsed.problems()) {
      keys.error(FLAGS, "at character " + problem.position() + ": " + problem.message());
    }
    return new Validation.Default(parsed.flags());
  }

  private static Validation custom(Keys keys, List<String> words, String flags, boolean scoring) {
    keys.error(KEY, "custom is not supported yet: only the default validator is");
    for (String word : words) {
      if (!CUSTOM_WORDS.contains(word)) {
        keys.error(KEY, "knows interactive and score after custom, not " + Excerpt.quote(word));
      }
    }
    if (words.contains("score") && !scoring) {
      keys.error(KEY, "can have score only in problems of type scoring");
    }
    return new Validation.Custom(
        words.contains("interactive"), words.contains("score"), words(flags));
  }

  /** The same validation with the flags of a test group after those of the problem. */
  static Validation withGroupFlags(Validation validation, String problemFlags, String groupFlags) {
    String all = problemFlags + " " + groupFlags;
    return switch (validation) {
      case Validation.Default _ -> new Validation.Default(ValidatorFlags.parse(all).flags());
      case Validation.Custom custom ->
          new Validation.Custom(custom.interactive(), custom.score(), words(all));
    };
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.strip().split("\\s+")).filter(word -> !word.isEmpty()).toList();
  }
}
