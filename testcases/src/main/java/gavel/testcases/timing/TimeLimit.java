package gavel.testcases.timing;

import java.time.Duration;

/**
 * The time limit that a problem is judged with.
 *
 * @param limit CPU time
 * @param safe the limit with its safety margin: what has to be stopped should need more than that
 */
public record TimeLimit(Duration limit, Duration safe, Origin origin) {
  /** Where it comes from. */
  public enum Origin {
    /** The package says it. */
    PACKAGE,
    /** Whoever asked said it. */
    ASKED,
    /** It follows from the jury's submissions. */
    DERIVED
  }

  /** Refuses what is no time or a margin below the limit. */
  public TimeLimit {
    if (limit.isNegative() || limit.isZero() || safe.compareTo(limit) < 0) {
      throw new IllegalArgumentException("Not a time limit: " + limit + " " + safe);
    }
  }

  /** Whether a little more or less of a limit would decide differently about this time. */
  public boolean borderline(Duration time) {
    return time.compareTo(limit) > 0 && time.compareTo(safe) <= 0;
  }
}
