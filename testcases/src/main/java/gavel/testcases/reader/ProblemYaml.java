package gavel.testcases.reader;

import gavel.testcases.problem.ProblemLimits;
import gavel.testcases.problem.ProblemMetadata;
import gavel.testcases.problem.Validation;
import gavel.testcases.validator.ValidatorFlags;
import java.util.List;
import java.util.Optional;

/**
 * What stands in {@code problem.yaml}.
 *
 * @param validatorFlags as written, for test groups that add their own
 */
record ProblemYaml(
    ProblemMetadata metadata,
    ProblemLimits limits,
    Validation validation,
    String validatorFlags,
    boolean scoring) {
  /** What an unreadable file leaves: all defaults. */
  static ProblemYaml defaults(String name) {
    ProblemMetadata metadata =
        new ProblemMetadata(
            name,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            MetadataReader.NO_LICENSE,
            Optional.empty(),
            Optional.empty(),
            List.of());
    return new ProblemYaml(
        metadata, ProblemLimits.DEFAULTS, new Validation.Default(ValidatorFlags.NONE), "", false);
  }
}
