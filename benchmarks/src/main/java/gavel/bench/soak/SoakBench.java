package gavel.bench.soak;

import gavel.bench.report.Bench;
import gavel.bench.report.BenchReport;
import gavel.bench.report.Progress;
import gavel.bench.rig.NativeProgram;
import gavel.bench.rig.ScratchDirectory;
import gavel.bench.rig.Slots;
import gavel.model.ByteSize;
import gavel.model.RunLimits;
import gavel.sandbox.RootfsPlan;
import gavel.sandbox.SandboxFault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Very many runs, and what they leave behind; it must be nothing. */
public final class SoakBench implements Bench {
  private static final int RUNS = 100_000;
  private static final int WARM_UP = 400;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(200);

  @Override
  public String name() {
    return "soak";
  }

  @Override
  public String purpose() {
    return "many runs of programs that try to leave something behind, and whether anything stays";
  }

  @Override
  public int usualRuns() {
    return RUNS;
  }

  @Override
  public BenchReport measure(int runs, Progress progress)
      throws SandboxFault, IOException, InterruptedException {
    KernelGroups groups = KernelGroups.ofThisMachine();
    try (ScratchDirectory scratch = ScratchDirectory.create()) {
      Path state = scratch.directory("state");
      Path work = scratch.directory("state/work");
      NativeProgram.NOOP.installInto(work);
      NativeProgram.MIX.installInto(work);
      RootfsPlan rootfs = RootfsPlan.hostToolchains(List.of());
      int cores = Runtime.getRuntime().availableProcessors();
      try (Slots slots = Slots.open(cores, state, work, rootfs)) {
        progress.steps(runs + (long) WARM_UP);
        new SoakRuns(slots, WARM_UP, progress, new ResidentSamples()).make();
        settle(slots);
        Traces before = Traces.count(slots, state, groups);
        ResidentSamples samples = new ResidentSamples();
        SoakRuns made = new SoakRuns(slots, runs, progress, samples);
        long begin = System.nanoTime();
        made.make();
        Duration elapsed = Duration.ofNanos(System.nanoTime() - begin);
        settle(slots);
        Traces after = patiently(slots, state, groups, before, runs);
        return new SoakResult(made, elapsed, before, after, samples)
            .report(BenchReport.head(this), runs);
      }
    }
  }

  /** Limits that no other run has make the launchers let go of all earlier ones. */
  private static void settle(Slots slots) throws SandboxFault, InterruptedException {
    RunLimits limits = RunLimits.contestant(Duration.ofSeconds(1)).withMemory(ByteSize.ofMiB(77));
    for (int slot = 0; slot < slots.count(); slot++) {
      slots.run(slot, limits, List.of("/box/noop"));
    }
  }

  /** The kernel frees control groups in its own time: it is asked until it has, or for too long. */
  private static Traces patiently(
      Slots slots, Path state, KernelGroups groups, Traces before, int runs)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Traces after = Traces.count(slots, state, groups);
    while (!SoakResult.leaks(before, after, runs).isEmpty() && System.nanoTime() < deadline) {
      if (Thread.interrupted()) {
        throw new InterruptedException("while the kernel was tidying up");
      }
      LockSupport.parkNanos(PAUSE.toNanos());
      after = Traces.count(slots, state, groups);
    }
    return after;
  }
}
