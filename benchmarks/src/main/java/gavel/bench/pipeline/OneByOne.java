package gavel.bench.pipeline;

import com.fasterxml.jackson.databind.node.ArrayNode;
import gavel.bench.report.Measurement;
import gavel.bench.report.Progress;
import gavel.bench.stack.Arrival;
import gavel.bench.stack.Submitter;
import gavel.bench.stack.VerdictTap;
import gavel.model.topic.VerdictRecord;
import java.io.IOException;
import java.time.Duration;

/** From a submission to its verdict, with nothing else to do. */
record OneByOne(Submitter submitter, VerdictTap tap) {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int WARM_UP = 200;
  private static final int STEP = 50;
  private static final double MEDIAN_BAR = 6;
  private static final double P99_BAR = 30;

  void measure(int runs, Progress progress, ArrayNode rows)
      throws IOException, InterruptedException {
    for (int run = 0; run < Math.min(WARM_UP, runs); run++) {
      once("first-" + run);
    }
    long[] whole = new long[runs];
    long[] beyond = new long[runs];
    for (int run = 0; run < runs; run++) {
      long begin = System.nanoTime();
      Arrival arrival = once("one-" + run);
      whole[run] = arrival.nanos() - begin;
      beyond[run] = Math.max(0, whole[run] - wallTime(Checked.accepted(arrival)).toNanos());
      if (run % STEP == STEP - 1) {
        progress.step(STEP, "one by one");
      }
    }
    Measurement.sequential("submit to verdict", whole).putInto(rows.addObject());
    Measurement measured = Measurement.sequential("the same beyond the run", beyond);
    measured
        .putInto(rows.addObject())
        .put("target", "6 ms, p99 30 ms")
        .put("met", measured.medianMillis() <= MEDIAN_BAR && measured.p99Millis() <= P99_BAR);
  }

  private Arrival once(String id) throws IOException, InterruptedException {
    var _ = submitter.send(Submitter.inC(id, Sources.TRIVIAL_PROBLEM, Sources.TRIVIAL, "user"));
    return tap.await(id, PATIENCE);
  }

  /** In whole milliseconds, rounded down: what is beyond it is rather more than less. */
  private static Duration wallTime(VerdictRecord verdict) {
    return verdict.tests().stream()
        .map(VerdictRecord.TestReport::wallTime)
        .reduce(Duration.ZERO, Duration::plus);
  }
}
