package gavel.bench.sandbox;

import gavel.bench.report.Bench;
import gavel.bench.report.BenchReport;
import gavel.bench.report.Progress;
import gavel.bench.rig.ScratchDirectory;
import gavel.sandbox.SandboxFault;
import java.io.IOException;

/** The overhead of one run: bare, in Gavel, and in whatever else is installed. */
public final class SandboxBench implements Bench {
  private static final int RUNS = 2_000;

  @Override
  public String name() {
    return "sandbox";
  }

  @Override
  public String purpose() {
    return "a static no-op: bare, in Gavel, in bubblewrap, isolate, nsjail and crun";
  }

  @Override
  public int usualRuns() {
    return RUNS;
  }

  @Override
  public BenchReport measure(int runs, Progress progress)
      throws SandboxFault, IOException, InterruptedException {
    try (ScratchDirectory scratch = ScratchDirectory.create();
        Field field = Field.open(scratch)) {
      Contest contest = new Contest(field.contenders(), runs, progress);
      contest.warmUp();
      contest.run();
      return BenchReport.of(
          new SandboxTable(contest.results(), contest.unfit(), field.absent(), contest.rounds())
              .putInto(BenchReport.head(this)));
    }
  }
}
