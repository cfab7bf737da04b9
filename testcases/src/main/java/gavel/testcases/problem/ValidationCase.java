package gavel.testcases.problem;

import java.util.Optional;

/**
 * A case that tests the validators and never a submission.
 *
 * @param name the path below {@code data/} without extension
 * @param output what the output validator is to judge
 * @param validation how
 */
public record ValidationCase(
    Kind kind,
    String name,
    PackageFile input,
    Optional<PackageFile> answer,
    Optional<PackageFile> output,
    Validation validation,
    TestOptions options) {
  /** What has to come out. */
  public enum Kind {
    /** An input validator must reject the input. */
    INVALID_INPUT,
    /** The input is valid, the answer must be rejected. */
    INVALID_ANSWER,
    /** Input and answer are valid, the output must be rejected. */
    INVALID_OUTPUT,
    /** The output must be accepted. */
    VALID_OUTPUT
  }
}
