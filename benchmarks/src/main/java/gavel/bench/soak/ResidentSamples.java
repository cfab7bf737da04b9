package gavel.bench.soak;

import com.fasterxml.jackson.databind.node.ArrayNode;
import gavel.model.ByteSize;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** Memory of the JVM and of the launchers over the runs. */
final class ResidentSamples {
  private static final double TOLERANCE = 1.10;
  private final List<Sample> samples = new ArrayList<>();

  /** Taken after so many runs. */
  record Sample(int runs, ByteSize jvm, ByteSize launchers) {}

  /** Half of the values are below it, over the second and over the last quarter. */
  record Trend(long second, long last) {
    /** The last is no more than a tenth above the second. */
    boolean isFlat() {
      return last <= second * TOLERANCE;
    }
  }

  synchronized void take(int runs) throws IOException {
    samples.add(
        new Sample(
            runs,
            OwnProcesses.resident(OwnProcesses.self()),
            OwnProcesses.resident(OwnProcesses.launchers())));
  }

  synchronized Trend jvm() {
    return trend(samples, sample -> sample.jvm().bytes());
  }

  synchronized Trend launchers() {
    return trend(samples, sample -> sample.launchers().bytes());
  }

  static Trend trend(List<Sample> samples, ToLongFunction<Sample> size) {
    int quarter = Math.max(1, samples.size() / 4);
    int second = Math.min(quarter, samples.size() - 1);
    return new Trend(
        median(samples.subList(second, Math.min(samples.size(), second + quarter)), size),
        median(samples.subList(samples.size() - quarter, samples.size()), size));
  }

  private static long median(List<Sample> some, ToLongFunction<Sample> size) {
    return some.stream().mapToLong(size).sorted().skip(some.size() / 2).findFirst().orElseThrow();
  }

  synchronized void putInto(ArrayNode json) {
    for (Sample sample : samples) {
      json.addObject()
          .put("runs", sample.runs())
          .put("jvm_rss_bytes", sample.jvm().bytes())
          .put("launchers_rss_bytes", sample.launchers().bytes());
    }
  }
}
