package gavel.testcases.problem;

import java.util.List;

/**
 * All of {@code data/}.
 *
 * @param root the group of all groups
 * @param validationCases what only tests validators
 * @param samples what contestants are shown
 */
public record TestTree(
    TestGroup root, List<ValidationCase> validationCases, List<DisplayedSample> samples) {
  /** Copies the lists. */
  public TestTree {
    validationCases = List.copyOf(validationCases);
    samples = List.copyOf(samples);
  }
}
