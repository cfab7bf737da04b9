package gavel.bench;

import java.util.Arrays;

/** Times of many runs of the same thing, in nanoseconds. */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Measurement(String name, long[] nanos) {
  private static final double MILLI = 1e6;
  private static final double P99 = 0.99;
  private static final double MEDIAN = 0.5;

  Measurement {
    if (nanos.length == 0) {
      throw new IllegalArgumentException(name + " was not measured");
    }
    nanos = nanos.clone();
    Arrays.sort(nanos);
  }

  int runs() {
    return nanos.length;
  }

  double medianMillis() {
    return quantile(MEDIAN) / MILLI;
  }

  double p99Millis() {
    return quantile(P99) / MILLI;
  }

  double perSecond() {
    return nanos.length * 1e9 / Arrays.stream(nanos).sum();
  }

  private long quantile(double q) {
    return nanos[(int) Math.min(nanos.length - 1L, (long) (q * nanos.length))];
  }
}
