package gavel.worker.intake;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Waiting times that double from {@code first} up to {@code most}, each cut by up to a half. */
public record Backoff(Duration first, Duration most) {
  private static final int MAX_DOUBLINGS = 20;

  /** Refuses a first wait that is not positive or over the longest. */
  public Backoff {
    if (!first.isPositive() || first.compareTo(most) > 0) {
      throw new IllegalArgumentException("first wait " + first + ", longest " + most);
    }
  }

  /**
   * The wait after so many failures in a row.
   *
   * @param failures 1 and up
   */
  public Duration after(int failures, RandomGenerator random) {
    long doubled = first.toNanos() << Math.clamp(failures - 1L, 0, MAX_DOUBLINGS);
    long whole = doubled <= 0 ? most.toNanos() : Math.min(doubled, most.toNanos());
    return Duration.ofNanos(whole / 2 + random.nextLong(whole / 2 + 1));
  }
}
