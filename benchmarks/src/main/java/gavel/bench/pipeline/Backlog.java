package gavel.bench.pipeline;

import com.fasterxml.jackson.databind.node.ArrayNode;
import gavel.bench.report.Measurement;
import gavel.bench.report.Progress;
import gavel.bench.stack.Arrival;
import gavel.bench.stack.Submitter;
import gavel.bench.stack.VerdictTap;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Verdicts a second while there is always another submission waiting. */
record Backlog(Submitter submitter, VerdictTap tap) {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final double BAR = 300;
  private static final double SHARE_BAR = 0.25;
  private static final double PERCENT = 100;

  /**
   * Submits all, then waits for all.
   *
   * @param sandbox what sandboxes alone do; the submitted program has a C library, too
   */
  void measure(int runs, SandboxRate.Rates sandbox, Progress progress, ArrayNode rows)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    List<Arrival> arrivals = judge("many-", runs);
    int came = arrivals.size();
    long[] nanos = new long[came];
    for (int each = 0; each < came; each++) {
      Checked.accepted(arrivals.get(each));
      nanos[each] =
          arrivals.get(each).nanos() - (each == 0 ? begin : arrivals.get(each - 1).nanos());
    }
    Duration elapsed = Duration.ofNanos(arrivals.getLast().nanos() - begin);
    Measurement measured = new Measurement("a backlog", nanos, elapsed);
    double share = measured.perSecond() / sandbox.libc();
    measured
        .putInto(rows.addObject())
        .put("of_libc_percent", Measurement.rounded(share * PERCENT))
        .put(
            "of_bare_percent", Measurement.rounded(measured.perSecond() / sandbox.bare() * PERCENT))
        .put("target", "300 a second, 25 % of sandboxes with a C library")
        .put("met", came == runs && measured.perSecond() >= BAR && share >= SHARE_BAR);
    progress.step(runs, "backlog");
  }

  /** The same, measured by nobody: four JVMs compile what they run often. */
  void warmUp(int runs, Progress progress) throws IOException, InterruptedException {
    judge("warm-", runs);
    progress.step(runs, "warming up");
  }

  private List<Arrival> judge(String prefix, int runs) throws IOException, InterruptedException {
    tap.forget();
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      sent.add(
          submitter.send(
              Submitter.inC(prefix + run, Sources.TRIVIAL_PROBLEM, Sources.TRIVIAL, "user")));
    }
    Submitter.await(sent);
    if (tap.awaitCount(runs, PATIENCE) == 0) {
      throw new IOException("No verdict after " + PATIENCE.toSeconds() + " s");
    }
    return tap.arrivals();
  }
}
