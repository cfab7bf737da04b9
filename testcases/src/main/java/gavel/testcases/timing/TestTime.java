package gavel.testcases.timing;

import java.time.Duration;

/**
 * What a submission needed for a test.
 *
 * @param test its name
 * @param time CPU time, for a machine and a language that the limit is meant for
 * @param stopped whether it was ended at a limit, so that it needs that time at least
 */
public record TestTime(String test, Duration time, boolean stopped) {
  /** Refuses negative times. */
  public TestTime {
    if (time.isNegative()) {
      throw new IllegalArgumentException("A time cannot be negative: " + time);
    }
  }
}
