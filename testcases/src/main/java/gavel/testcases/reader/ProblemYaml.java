package gavel.testcases.reader;

import gavel.testcases.problem.FormatVersion;
import gavel.testcases.problem.ProblemLimits;
import gavel.testcases.problem.ProblemMetadata;
import gavel.testcases.problem.ProblemRules;
import gavel.testcases.problem.Validation;
import gavel.testcases.reader.LegacyGradingReader.Overrides;
import gavel.testcases.validator.ValidatorFlags;
import java.time.Duration;
import java.util.Optional;

/**
 * What stands in {@code problem.yaml}.
 *
 * @param timeLimit of {@code limits}
 * @param validatorFlags as written, for test groups that add their own; legacy formats only
 * @param overrides what old keys change in every test group
 */
record ProblemYaml(
    ProblemRules rules,
    ProblemMetadata metadata,
    ProblemLimits limits,
    Optional<Duration> timeLimit,
    Validation validation,
    String validatorFlags,
    Overrides overrides) {
  /** What an unreadable file leaves: all defaults. */
  static ProblemYaml defaults(String name) {
    return new ProblemYaml(
        ProblemRules.passFail(FormatVersion.LEGACY),
        ProblemMetadata.named(name),
        ProblemLimits.DEFAULTS,
        Optional.empty(),
        new Validation.Default(ValidatorFlags.NONE),
        "",
        Overrides.NONE);
  }

  FormatVersion format() {
    return rules.format();
  }

  boolean strict() {
    return rules.format().strict();
  }
}
