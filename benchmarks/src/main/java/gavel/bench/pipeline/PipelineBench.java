package gavel.bench.pipeline;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gavel.bench.report.Bench;
import gavel.bench.report.BenchReport;
import gavel.bench.report.Progress;
import gavel.bench.rig.ScratchDirectory;
import gavel.bench.stack.Stack;
import gavel.bench.stack.Submitter;
import gavel.bench.stack.VerdictTap;
import gavel.sandbox.SandboxFault;
import java.io.IOException;

/** What it takes to have a submission judged that waits on a topic, beyond running it. */
public final class PipelineBench implements Bench {
  private static final int RUNS = 1_000;
  private static final int BACKLOG = 5;

  /**
   * A worker runs for weeks, and for its first fifteen thousand submissions a quarter of the
   * processor time goes to compiling it.
   */
  private static final int WARM_UP = 20;

  @Override
  public String name() {
    return "pipeline";
  }

  @Override
  public String purpose() {
    return "broker, executor and worker: submission to verdict, verdicts a second, a skewed mix";
  }

  @Override
  public int usualRuns() {
    return RUNS;
  }

  @Override
  public BenchReport measure(int runs, Progress progress)
      throws SandboxFault, IOException, InterruptedException {
    int slots = Runtime.getRuntime().availableProcessors();
    progress.steps((2L + WARM_UP + BACKLOG) * runs);
    ObjectNode json = BenchReport.head(this);
    ArrayNode rows = json.putArray("rows");
    try (ScratchDirectory scratch = ScratchDirectory.create()) {
      SandboxRate.Rates sandbox = new SandboxRate(scratch, slots).measure(runs, rows);
      Sources.writeProblems(Stack.problems(scratch));
      try (Stack stack = Stack.start(scratch, slots, false)) {
        stack.startWorker("bench", slots);
        try (VerdictTap tap = VerdictTap.open(stack.bootstrap())) {
          measure(stack, tap, runs, sandbox, progress, rows);
        }
        try (VerdictTap tap = VerdictTap.openPatient(stack.bootstrap());
            Submitter many = Submitter.batching(stack.bootstrap())) {
          new SkewedMix(many, tap, slots).measure(runs, progress, rows);
        }
      }
    }
    return BenchReport.of(json);
  }

  private static void measure(
      Stack stack,
      VerdictTap tap,
      int runs,
      SandboxRate.Rates sandbox,
      Progress progress,
      ArrayNode rows)
      throws IOException, InterruptedException {
    try (Submitter one = Submitter.atOnce(stack.bootstrap());
        Submitter many = Submitter.batching(stack.bootstrap())) {
      Backlog backlog = new Backlog(many, tap);
      backlog.warmUp(runs * WARM_UP, progress);
      new OneByOne(one, tap).measure(runs, progress, rows);
      backlog.measure(runs * BACKLOG, sandbox, progress, rows);
    }
  }
}
