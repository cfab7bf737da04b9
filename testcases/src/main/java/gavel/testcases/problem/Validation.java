package gavel.testcases.problem;

import gavel.testcases.validator.ValidatorFlags;
import java.util.List;

/** How the output of a test case is judged: the {@code validation} key and the validator flags. */
public sealed interface Validation {
  /** The default output validator with its flags. */
  record Default(ValidatorFlags flags) implements Validation {}

  /**
   * The package's own validator, a program.
   *
   * @param interactive whether it talks with the submission
   * @param score whether it gives a score
   * @param arguments passed to it on its command line
   */
  record Custom(boolean interactive, boolean score, List<String> arguments) implements Validation {
    /** Copies the list. */
    public Custom {
      arguments = List.copyOf(arguments);
    }
  }
}
