package gavel.bench.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Arrays;

/**
 * Times of many runs of the same thing, in nanoseconds.
 *
 * @param elapsed how long all of them took together, which is less than their sum where some ran at
 *     the same time
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Measurement(String name, long[] nanos, Duration elapsed) {
  private static final double MILLI = 1e6;
  private static final double SECOND = 1e9;
  private static final double P99 = 0.99;
  private static final double MEDIAN = 0.5;
  private static final double DIGITS = 1e4;

  /** Sorts the times; refuses none. */
  public Measurement {
    if (nanos.length == 0) {
      throw new IllegalArgumentException(name + " was not measured");
    }
    nanos = nanos.clone();
    Arrays.sort(nanos);
  }

  /** Of runs that were made one after the other. */
  public static Measurement sequential(String name, long[] nanos) {
    return new Measurement(name, nanos, Duration.ofNanos(Arrays.stream(nanos).sum()));
  }

  /** How many there were. */
  public int runs() {
    return nanos.length;
  }

  /** The time that half of them stayed under. */
  public double medianMillis() {
    return quantile(MEDIAN) / MILLI;
  }

  /** The time that 99 of 100 stayed under. */
  public double p99Millis() {
    return quantile(P99) / MILLI;
  }

  /** How many were made in a second. */
  public double perSecond() {
    return nanos.length * SECOND / Math.max(1, elapsed.toNanos());
  }

  /** Writes {@code name, runs, median_ms, p99_ms, per_second}. */
  public ObjectNode putInto(ObjectNode row) {
    return row.put("name", name)
        .put("runs", runs())
        .put("median_ms", rounded(medianMillis()))
        .put("p99_ms", rounded(p99Millis()))
        .put("per_second", Math.round(perSecond()));
  }

  /** With as many digits as mean something. */
  public static double rounded(double value) {
    return Math.round(value * DIGITS) / DIGITS;
  }

  private long quantile(double q) {
    return nanos[(int) Math.min(nanos.length - 1L, (long) (q * nanos.length))];
  }
}
