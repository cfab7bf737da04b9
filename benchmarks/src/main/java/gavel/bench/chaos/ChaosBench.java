package gavel.bench.chaos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gavel.bench.pipeline.QueueLag;
import gavel.bench.report.Bench;
import gavel.bench.report.BenchReport;
import gavel.bench.report.Progress;
import gavel.bench.rig.ScratchDirectory;
import gavel.bench.stack.Stack;
import gavel.bench.stack.VerdictTap;
import gavel.worker.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/** Submissions through a pipeline of which something dies every few seconds. */
public final class ChaosBench implements Bench {
  private static final int SUBMISSIONS = 2_000;
  private static final Duration SETTLE = Duration.ofSeconds(60);
  private static final Duration STEP = Duration.ofSeconds(1);
  private final ChaosSizes sizes;

  /** Of that size. */
  public ChaosBench(ChaosSizes sizes) {
    this.sizes = sizes;
  }

  @Override
  public String name() {
    return "chaos";
  }

  @Override
  public String purpose() {
    return "verdicts while workers, executor and broker are killed, stopped and restarted";
  }

  @Override
  public int usualRuns() {
    return SUBMISSIONS;
  }

  @Override
  public BenchReport measure(int runs, Progress progress) throws IOException, InterruptedException {
    progress.steps(runs);
    ObjectNode json = BenchReport.head(this).put("seed", sizes.seed());
    Contest contest = new Contest(runs, sizes.seed());
    try (ScratchDirectory scratch = ScratchDirectory.create()) {
      Stack.problems(scratch).with(Kind.PROBLEM, "0", Kind.SECONDS, Kind.MEMORY_MIB);
      boolean clean;
      try (Stack stack = Stack.start(scratch, sizes.workers(), true);
          VerdictTap tap = VerdictTap.open(stack.bootstrap())) {
        for (int worker = 1; worker <= sizes.workers(); worker++) {
          stack.startWorker("worker-" + worker, 1);
        }
        clean = measure(stack, tap, contest, progress, json);
        if (!clean) {
          json.put("logs", keep(stack.logs()).toString());
        }
      }
      return new BenchReport(json, clean);
    }
  }

  private boolean measure(
      Stack stack, VerdictTap tap, Contest contest, Progress progress, ObjectNode json)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    Trouble trouble = Trouble.begin(stack, sizes.seed());
    try (trouble) {
      contest.submit(stack.bootstrap());
      await(tap, contest, begin, progress);
    }
    await(tap, contest, begin, progress);
    settle(stack);
    Account account =
        new Account(contest.expected(), VerdictTap.everything(stack.bootstrap(), Topics.VERDICTS));
    int letters = VerdictTap.everything(stack.bootstrap(), Topics.DEAD_LETTERS).size();
    long[] nanos =
        tap.arrivals().stream()
            .mapToLong(arrival -> arrival.nanos() - contest.sentAt(arrival.id()))
            .toArray();
    account.putInto(json, nanos, letters);
    json.put("seconds", Duration.ofNanos(System.nanoTime() - begin).toSeconds());
    json.put("troubles", trouble.count());
    trouble.putInto(json.putArray("events"));
    return account.isClean();
  }

  /** Trouble ends before the time does: what is left gets a last chance. */
  private void await(VerdictTap tap, Contest contest, long begin, Progress progress)
      throws IOException, InterruptedException {
    int came = 0;
    while (came < contest.count() && System.nanoTime() - begin < sizes.bound().toNanos()) {
      int now = tap.awaitCount(contest.count(), STEP);
      progress.step(now - came, "judged");
      came = now;
    }
  }

  /** Until the queue is empty: what is delivered again may be judged again. */
  private static void settle(Stack stack) throws IOException, InterruptedException {
    try (Admin admin = stack.admin()) {
      long deadline = System.nanoTime() + SETTLE.toNanos();
      while (QueueLag.of(admin) > 0 && System.nanoTime() < deadline) {
        TimeUnit.MILLISECONDS.sleep(STEP.toMillis());
      }
    }
  }

  private static Path keep(Path logs) throws IOException {
    Path kept = Files.createTempDirectory("gavel-chaos-logs-");
    List<Path> files;
    try (Stream<Path> all = Files.list(logs)) {
      files = all.toList();
    }
    for (Path file : files) {
      Files.copy(file, kept.resolve(String.valueOf(file.getFileName())));
    }
    return kept;
  }
}
