package gavel.cli.verify;

import gavel.model.Status;
import java.time.Duration;

/**
 * What a submission came to on a test under the time limit.
 *
 * @param run with the status under the limit
 * @param time CPU time as far as the problem's limit is concerned: in a language whose programs may
 *     take longer, less than was measured
 * @param stopped whether it was ended at the limit that it ran under, so that it needs more
 * @param borderline whether it needs more than the limit and no more than its safety margin
 */
public record TestOutcome(TestRun run, Duration time, boolean stopped, boolean borderline) {
  /** The test's name. */
  public String name() {
    return run.name();
  }

  /** The status under the time limit. */
  public Status status() {
    return run.status();
  }
}
