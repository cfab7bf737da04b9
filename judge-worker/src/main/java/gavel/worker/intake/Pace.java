package gavel.worker.intake;

import java.time.Duration;
import java.util.function.LongSupplier;

/** How long the judgements of a feed took of late; for one thread at a time. */
final class Pace {
  /** A few short ones in a row are no evidence. */
  private static final int ENOUGH = 16;

  private static final double WEIGHT = 1.0 / ENOUGH;
  private final long quick;
  private final long late;
  private final LongSupplier clock;
  private int count;
  private double average;
  private long last;

  /**
   * Nothing is known yet, so it is not quick.
   *
   * @param quick what the average of quick judgements is under
   * @param late how long after the last judgement the average says nothing any more
   * @param clock nanoseconds, as {@link System#nanoTime}
   */
  Pace(Duration quick, Duration late, LongSupplier clock) {
    this.quick = quick.toNanos();
    this.late = late.toNanos();
    this.clock = clock;
  }

  /** A judgement held a slot for so many nanoseconds. */
  void took(long nanos) {
    last = clock.getAsLong();
    average += (nanos - average) * (count < ENOUGH ? 1.0 / (count + 1) : WEIGHT);
    count = Math.min(count + 1, ENOUGH);
  }

  /** Whether a few more of them would be done in no time. */
  boolean isQuick() {
    return count == ENOUGH && average < quick && clock.getAsLong() - last < late;
  }
}
