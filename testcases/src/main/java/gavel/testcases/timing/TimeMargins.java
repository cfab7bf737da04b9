package gavel.testcases.timing;

import gavel.testcases.problem.Expectation;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * The two submissions between which the time limit has to be.
 *
 * @param slowest of all that have to pass, with the test that took it longest
 * @param fastest of those that have to be stopped, with the test that took it longest
 */
public record TimeMargins(Optional<Extreme> slowest, Optional<Extreme> fastest) {
  /** Nothing was measured. */
  public static final TimeMargins NONE = new TimeMargins(Optional.empty(), Optional.empty());

  /** A submission and a test of it. */
  public record Extreme(String submission, String test, Duration time, boolean stopped) {}

  /** What the measured times come to; the first of equals in the order given. */
  public static TimeMargins of(List<MeasuredSubmission> measured) {
    Comparator<Extreme> byTime = Comparator.comparing(Extreme::time);
    return new TimeMargins(
        longest(measured, TimeBounds::below).stream().reduce((a, b) -> later(byTime, a, b)),
        longest(measured, TimeBounds::above).stream().min(byTime));
  }

  private static List<Extreme> longest(
      List<MeasuredSubmission> measured, BiPredicate<Expectation, String> bounds) {
    Comparator<Extreme> byTime = Comparator.comparing(Extreme::time);
    return measured.stream()
        .flatMap(submission ->
            submission.times().stream()
                .filter(time -> bounds.test(submission.expectation(), time.test()))
                .map(time ->
                    new Extreme(submission.name(), time.test(), time.time(), time.stopped()))
                .reduce((a, b) -> later(byTime, a, b))
                .stream())
        .toList();
  }

  private static Extreme later(Comparator<Extreme> order, Extreme first, Extreme second) {
    return order.compare(second, first) > 0 ? second : first;
  }
}
