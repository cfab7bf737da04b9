package gavel.testcases.timing;

import gavel.testcases.problem.Expectation;
import java.util.List;

/**
 * A submission of the jury with the times that were measured of it.
 *
 * @param name the path below {@code submissions/}
 */
public record MeasuredSubmission(String name, Expectation expectation, List<TestTime> times) {
  /** Copies the list. */
  public MeasuredSubmission {
    times = List.copyOf(times);
  }

  /** The same without the tests at which it was stopped. */
  public MeasuredSubmission finished() {
    return new MeasuredSubmission(
        name, expectation, times.stream().filter(time -> !time.stopped()).toList());
  }
}
