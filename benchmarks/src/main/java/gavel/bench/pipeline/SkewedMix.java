package gavel.bench.pipeline;

import com.fasterxml.jackson.databind.node.ArrayNode;
import gavel.bench.report.Measurement;
import gavel.bench.report.Progress;
import gavel.bench.stack.Arrival;
import gavel.bench.stack.Shuffle;
import gavel.bench.stack.Submitter;
import gavel.bench.stack.VerdictTap;
import gavel.model.topic.VerdictRecord;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * One in twenty computes for 2 s, the others for 20 ms. Ideal is that every CPU computes all the
 * time, or as long as the longest takes: by the processor time of the programs, which leaves
 * nothing for the pipeline itself; and by their wall clock, in which what others took from them is
 * contained.
 */
record SkewedMix(Submitter submitter, VerdictTap tap, int slots) {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int LONG_ONES = 20;
  private static final long SEED = 6;
  private static final double BAR = 1.10;
  private static final double MILLI = 1e6;
  private static final double PERCENT = 100;

  void measure(int runs, Progress progress, ArrayNode rows)
      throws IOException, InterruptedException {
    tap.forget();
    List<String> problems = problems(runs);
    Instant begin = Instant.now();
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      sent.add(
          submitter.send(Submitter.inC("mix-" + run, problems.get(run), Sources.BURNER, "user")));
    }
    Submitter.await(sent);
    if (tap.awaitCount(runs, PATIENCE) < runs) {
      throw new IOException("Not all verdicts came within " + PATIENCE.toSeconds() + " s");
    }
    List<Arrival> arrivals = tap.arrivals();
    Instant end = begin;
    long cpu = 0;
    long wall = 0;
    long longest = 0;
    for (Arrival arrival : arrivals) {
      VerdictRecord verdict = Checked.accepted(arrival);
      end = arrival.published().isAfter(end) ? arrival.published() : end;
      cpu += verdict.cpuTime().toNanos();
      wall += verdict.tests().getFirst().wallTime().toNanos();
      longest = Math.max(longest, verdict.cpuTime().toNanos());
    }
    long makespan = Duration.between(begin, end).toNanos();
    double ideal = Math.max((double) cpu / slots, (double) longest);
    double idealByWall = Math.max((double) wall / slots, (double) longest);
    rows.addObject()
        .put("name", "5 % of 2 s among 20 ms")
        .put("runs", runs)
        .put("makespan_ms", Math.round(makespan / MILLI))
        .put("ideal_ms", Math.round(ideal / MILLI))
        .put("of_ideal_percent", Measurement.rounded(makespan / ideal * PERCENT))
        .put("of_ideal_by_wall_percent", Measurement.rounded(makespan / idealByWall * PERCENT))
        .put("target", "110 % of ideal")
        .put("met", makespan <= ideal * BAR);
    progress.step(runs, "short among long");
  }

  private static List<String> problems(int runs) {
    List<String> problems = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      problems.add(run % LONG_ONES == 0 ? Sources.LONG_PROBLEM : Sources.SHORT_PROBLEM);
    }
    Shuffle.shuffle(problems, new SplittableRandom(SEED));
    return problems;
  }
}
