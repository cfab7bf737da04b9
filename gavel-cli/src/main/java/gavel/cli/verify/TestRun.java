package gavel.cli.verify;

import gavel.model.ByteSize;
import gavel.model.Status;
import java.time.Duration;
import java.util.OptionalDouble;

/**
 * What a submission came to on a test.
 *
 * @param message for judges; empty where there is none
 * @param score that the validator gave
 * @param multiplier that the validator gave
 * @param decided whether an interactor ended first and did not accept, so that nothing counts that
 *     the submission did or needed after it
 */
public record TestRun(
    String name,
    Status status,
    Duration cpuTime,
    Duration wallTime,
    ByteSize memory,
    String message,
    OptionalDouble score,
    OptionalDouble multiplier,
    boolean decided) {
  /**
   * The CPU time that it needed, divided by how much longer than others it may take; none where an
   * interactor has decided, as what was needed until then is not known.
   */
  Duration needed(double factor) {
    return decided ? Duration.ZERO : Duration.ofNanos(Math.round(cpuTime.toNanos() / factor));
  }

  /** The same with another status. */
  TestRun as(Status other) {
    return other == status
        ? this
        : new TestRun(name, other, cpuTime, wallTime, memory, message, score, multiplier, decided);
  }
}
