package gavel.testcases.reader;

import gavel.testcases.problem.Validation;

/**
 * What the readers of test data have to know of the rest of the package.
 *
 * @param legacy whether groups are those of the legacy formats
 */
record DataContext(
    ProblemYaml problem,
    boolean hasGrader,
    boolean hasStaticValidator,
    boolean legacy,
    Findings findings) {
  boolean defaultValidator() {
    return problem.validation() instanceof Validation.Default;
  }

  boolean strict() {
    return problem.strict();
  }
}
