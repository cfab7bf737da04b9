package gavel.bench.guest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gavel.bench.report.Bench;
import gavel.bench.report.BenchReport;
import gavel.bench.report.Measurement;
import gavel.bench.report.Progress;
import gavel.bench.rig.ScratchDirectory;
import gavel.sandbox.SandboxFault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What it takes to have a program run by a guest executor, beyond running it. */
public final class GuestBench implements Bench {
  private static final int RUNS = 1_000;
  private static final int STARTS_OF_RUNS = 100;
  private static final double MIB = 1 << 20;

  @Override
  public String name() {
    return "guest";
  }

  @Override
  public String purpose() {
    return "a local guest executor: start, memory, request to result, output per second";
  }

  @Override
  public int usualRuns() {
    return RUNS;
  }

  @Override
  public BenchReport measure(int runs, Progress progress)
      throws SandboxFault, IOException, InterruptedException {
    int starts = Math.max(1, runs / STARTS_OF_RUNS);
    progress.steps(starts + 3L);
    ObjectNode json = BenchReport.head(this);
    ArrayNode rows = json.putArray("rows");
    try (ScratchDirectory scratch = ScratchDirectory.create()) {
      starts(scratch, starts, progress, rows);
      try (ExecutorProcess executor = ExecutorProcess.start(scratch.directory("run"));
          GuestWire wire = executor.connect()) {
        new RoundTrip(scratch, executor, wire).measure(runs, rows);
        progress.step(1, "request to result");
        Throughput throughput = new Throughput(wire, starts);
        rows.add(throughput.raw());
        progress.step(1, "raw output");
        rows.add(throughput.lines());
        progress.step(1, "output by lines");
      }
    }
    return BenchReport.of(json);
  }

  private static void starts(
      ScratchDirectory scratch, int starts, Progress progress, ArrayNode rows)
      throws IOException, InterruptedException {
    long[] nanos = new long[starts];
    List<Long> resident = new ArrayList<>();
    for (int start = 0; start < starts; start++) {
      try (ExecutorProcess executor = ExecutorProcess.start(scratch.directory("start" + start))) {
        nanos[start] = executor.start().toNanos();
        resident.add(Idle.memory(executor));
      }
      progress.step(1, "start");
    }
    Measurement.sequential("process start to listening", nanos)
        .putInto(rows.addObject())
        .put("target", "200 ms");
    resident.sort(null);
    rows.addObject()
        .put("name", "resident memory, idle")
        .put("runs", starts)
        .put("mib", Measurement.rounded(resident.get(starts / 2) / MIB))
        .put("target", "80 MiB");
  }
}
