package gavel.testcases.scoring;

import gavel.testcases.problem.Grading;
import gavel.testcases.problem.ProblemRules;
import gavel.testcases.problem.TestGroup;

/** Makes one result out of those of all tests, by the rules of the package's format. */
public final class Grader {
  private Grader() {}

  /** Asks the judge for what it needs; the tree is that of the whole package. */
  public static <E extends Exception> Grade grade(
      ProblemRules rules, TestGroup root, Judge<E> judge) throws E, InterruptedException {
    return switch (root.grading()) {
      case Grading.Legacy _ -> new LegacyGrader<>(rules, judge).grade(root);
      case Grading.Points _ -> new PointsGrader<>(rules, judge).grade(root);
    };
  }
}
