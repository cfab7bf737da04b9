package gavel.testcases.problem;

import gavel.testcases.validator.ValidatorFlags;
import java.util.List;

/** How the output of a test case is judged: by which validator and with which arguments. */
public sealed interface Validation {
  /** The default output validator with its flags. */
  record Default(ValidatorFlags flags) implements Validation {}

  /**
   * The package's own validator, a program.
   *
   * @param interactive whether it talks with the submission
   * @param multiPass whether the submission runs again on what it writes to {@code nextpass.in}
   * @param score whether it may give a score
   * @param arguments passed to it on its command line
   */
  record Custom(boolean interactive, boolean multiPass, boolean score, List<String> arguments)
      implements Validation {
    /** Copies the list. */
    public Custom {
      arguments = List.copyOf(arguments);
    }
  }
}
