package gavel.testcases.reader;

import gavel.testcases.problem.FormatVersion;
import gavel.testcases.problem.Grading;
import gavel.testcases.problem.ProblemType;
import gavel.testcases.problem.ScoreRange;
import gavel.testcases.reader.YamlNode.Mapping;
import gavel.testcases.text.Excerpt;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Reads {@code grading} of a legacy {@code problem.yaml}, the keys from before there was {@code
 * testdata.yaml} included.
 *
 * @param overrides what those old keys change in every group
 */
record LegacyGradingReader(boolean minimize, boolean showGroups, Overrides overrides) {
  private static final double MOST = 1e15;
  private static final List<String> OLD =
      List.of("accept_score", "reject_score", "range", "on_reject");

  /** What the old keys say; what they do not say is empty. */
  record Overrides(
      OptionalDouble accept,
      OptionalDouble reject,
      Optional<ScoreRange> range,
      Optional<Boolean> breakOnReject) {
    static final Overrides NONE =
        new Overrides(
            OptionalDouble.empty(), OptionalDouble.empty(), Optional.empty(), Optional.empty());

    Grading.Legacy over(Grading.Legacy grading) {
      return new Grading.Legacy(
          breakOnReject.orElse(grading.breakOnReject()),
          grading.custom(),
          grading.flags(),
          grading.verdict(),
          grading.score(),
          grading.ignoreSample(),
          grading.acceptIfAnyAccepted(),
          accept.orElse(grading.acceptScore()),
          reject.orElse(grading.rejectScore()),
          range.orElse(grading.range()));
    }
  }

  static LegacyGradingReader of(Keys keys, Set<ProblemType> types, FormatVersion format) {
    Optional<Mapping> mapping = keys.mapping("grading");
    if (mapping.isEmpty()) {
      return new LegacyGradingReader(false, false, Overrides.NONE);
    }
    boolean scoring = types.contains(ProblemType.SCORING);
    if (!scoring) {
      keys.warning("grading", "is for problems of type scoring only");
    }
    Keys inner = keys.inner("grading", mapping.get());
    Optional<String> objective = inner.word("objective", List.of("min", "max"));
    boolean show = inner.flag("show_test_data_groups").orElse(false);
    for (String old : OLD) {
      if (inner.value(old).isPresent()) {
        inner.warning(old, "belongs into testdata.yaml; it counts all the same");
      }
    }
    Optional<String> reject =
        inner.word("on_reject", List.of("first_error", "worst_error", "grade"));
    Overrides overrides =
        new Overrides(
            scoring ? inner.between("accept_score", -MOST, MOST) : OptionalDouble.empty(),
            scoring ? inner.between("reject_score", -MOST, MOST) : OptionalDouble.empty(),
            scoring ? range(inner) : Optional.empty(),
            reject.filter(word -> !word.equals("worst_error")).map("first_error"::equals));
    inner.reportUnknown(format.strict());
    return new LegacyGradingReader(objective.orElse("max").equals("min"), show, overrides);
  }

  /** Two numbers, either of which may be infinite. */
  static Optional<ScoreRange> range(Keys keys) {
    Optional<String> text = keys.text("range");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    List<String> words = Words.of(text.get());
    if (words.size() == 2) {
      OptionalDouble from = bound(words.getFirst());
      OptionalDouble to = bound(words.getLast());
      if (from.isPresent() && to.isPresent() && from.getAsDouble() <= to.getAsDouble()) {
        return Optional.of(new ScoreRange(from.getAsDouble(), to.getAsDouble()));
      }
    }
    keys.error(
        "range",
        "has to be two numbers, the lower first, such as \"0 100\" or \"-inf +inf\", not "
            + Excerpt.quote(text.get()));
    return Optional.empty();
  }

  private static OptionalDouble bound(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "inf", "+inf" -> OptionalDouble.of(Double.POSITIVE_INFINITY);
      case "-inf" -> OptionalDouble.of(Double.NEGATIVE_INFINITY);
      default -> Keys.parse(word);
    };
  }
}
