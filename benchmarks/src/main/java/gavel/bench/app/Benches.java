package gavel.bench.app;

import gavel.bench.chaos.ChaosBench;
import gavel.bench.chaos.ChaosSizes;
import gavel.bench.checker.CheckerBench;
import gavel.bench.compile.CompileBench;
import gavel.bench.guest.GuestBench;
import gavel.bench.interact.InteractBench;
import gavel.bench.micro.MicroBench;
import gavel.bench.pipeline.PipelineBench;
import gavel.bench.report.Bench;
import gavel.bench.sandbox.SandboxBench;
import gavel.bench.soak.SoakBench;
import java.util.List;
import java.util.Optional;

/** All that can be measured, one class each. */
final class Benches {
  private static final List<Bench> ALL =
      List.of(
          new SandboxBench(),
          new SoakBench(),
          new MicroBench(),
          new GuestBench(),
          new CheckerBench(),
          new CompileBench(),
          new InteractBench(),
          new PipelineBench(),
          new ChaosBench(ChaosSizes.USUAL));

  private Benches() {}

  static List<Bench> all() {
    return ALL;
  }

  static Optional<Bench> named(String name) {
    return ALL.stream().filter(bench -> bench.name().equals(name)).findFirst();
  }
}
