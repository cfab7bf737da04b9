package gavel.testcases.problem;

import java.util.List;
import java.util.Optional;

/**
 * The programs of a package that are no submissions.
 *
 * @param outputValidators all that the package has; every one must accept
 * @param grader aggregates the results of groups with {@code grading: custom}
 */
public record PackagePrograms(
    List<PackageProgram> inputValidators,
    List<PackageProgram> outputValidators,
    List<PackageProgram> answerValidators,
    Optional<PackageProgram> staticValidator,
    Optional<PackageProgram> grader,
    Optional<PackageProgram> inputVisualizer,
    Optional<PackageProgram> outputVisualizer) {
  /** No programs. */
  public static final PackagePrograms NONE =
      new PackagePrograms(
          List.of(),
          List.of(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** Copies the lists. */
  public PackagePrograms {
    inputValidators = List.copyOf(inputValidators);
    outputValidators = List.copyOf(outputValidators);
    answerValidators = List.copyOf(answerValidators);
  }
}
