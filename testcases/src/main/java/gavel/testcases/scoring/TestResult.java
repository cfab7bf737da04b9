package gavel.testcases.scoring;

import gavel.model.Status;
import java.util.OptionalDouble;

/**
 * What came of one test.
 *
 * @param score that the validator wrote to {@code score.txt}
 * @param multiplier that it wrote to {@code score_multiplier.txt}
 */
public record TestResult(Status status, OptionalDouble score, OptionalDouble multiplier) {
  /** One without a score. */
  public static TestResult of(Status status) {
    return new TestResult(status, OptionalDouble.empty(), OptionalDouble.empty());
  }

  /** One with the score of {@code score.txt}. */
  public static TestResult scored(Status status, double score) {
    return new TestResult(status, OptionalDouble.of(score), OptionalDouble.empty());
  }

  /** Whether it is accepted. */
  public boolean accepted() {
    return status == Status.SUCCESS;
  }
}
