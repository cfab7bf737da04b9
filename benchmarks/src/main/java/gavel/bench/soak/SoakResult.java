package gavel.bench.soak;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gavel.bench.report.BenchReport;
import gavel.bench.report.Measurement;
import gavel.bench.soak.ResidentSamples.Trend;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** What came of a soak: how the programs ended, what is left, how memory went. */
record SoakResult(
    SoakRuns made, Duration elapsed, Traces before, Traces after, ResidentSamples samples) {
  /**
   * Other programs on this machine make and remove control groups, too, and the kernel says no more
   * than how many it keeps of all. A leak of ours would be one in some runs, not one in a thousand.
   */
  private static final int RUNS_PER_STRANGE_GROUP = 1000;

  private static final int STRANGE_GROUPS = 4;

  /** The names of what there is more of than there was. */
  static List<String> leaks(Traces before, Traces after, int runs) {
    return after.counts().keySet().stream()
        .filter(name -> after.of(name) > before.of(name) + tolerated(name, runs))
        .toList();
  }

  private static long tolerated(String name, int runs) {
    return name.equals(Traces.DYING_GROUPS) ? STRANGE_GROUPS + runs / RUNS_PER_STRANGE_GROUP : 0;
  }

  BenchReport report(ObjectNode json, int runs) {
    List<String> leaks = leaks(before, after, runs);
    int unexpected = 0;
    for (SoakProgram program : SoakProgram.values()) {
      unexpected += made.unexpected(program);
    }
    Trend jvm = samples.jvm();
    Trend launchers = samples.launchers();
    boolean ok = leaks.isEmpty() && unexpected == 0 && jvm.isFlat() && launchers.isFlat();
    json.put("ok", ok);
    rows(json.putArray("rows"), unexpected);
    ArrayNode left = json.putArray("leaks");
    before
        .counts()
        .forEach((name, count) -> left(left, name, count, after.of(name), !leaks.contains(name)));
    left(left, "memory of the JVM, second and last quarter", jvm);
    left(left, "memory of the launchers, second and last quarter", launchers);
    json.put("first_unexpected", made.firstUnexpected());
    samples.putInto(json.putArray("samples"));
    return new BenchReport(json, ok);
  }

  private void rows(ArrayNode rows, int unexpected) {
    Map<SoakProgram, long[]> times = made.times();
    LongStream all = times.values().stream().flatMapToLong(LongStream::of);
    new Measurement("all", all.toArray(), elapsed)
        .putInto(rows.addObject())
        .put("unexpected", unexpected);
    times.forEach((program, nanos) ->
        Measurement.sequential(program.word(), nanos)
            .putInto(rows.addObject())
            .put("unexpected", made.unexpected(program)));
  }

  private static void left(ArrayNode json, String name, Trend trend) {
    left(json, name, trend.second(), trend.last(), trend.isFlat());
  }

  private static void left(ArrayNode json, String name, long before, long after, boolean ok) {
    json.addObject().put("name", name).put("before", before).put("after", after).put("ok", ok);
  }
}
