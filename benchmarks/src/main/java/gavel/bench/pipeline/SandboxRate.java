package gavel.bench.pipeline;

import com.fasterxml.jackson.databind.node.ArrayNode;
import gavel.bench.report.Measurement;
import gavel.bench.rig.NativeProgram;
import gavel.bench.rig.ScratchDirectory;
import gavel.bench.rig.Slots;
import gavel.model.RunLimits;
import gavel.model.Termination;
import gavel.sandbox.RootfsPlan;
import gavel.sandbox.RunReport;
import gavel.sandbox.SandboxFault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/** Runs a second of the program of {@code bench sandbox}, in all slots at the same time. */
record SandboxRate(ScratchDirectory scratch, int slots) {
  private static final RunLimits LIMITS = RunLimits.contestant(Duration.ofSeconds(10));
  private static final int WARM_UP = 300;

  /** Runs a second of the program without a C library, and of that with one. */
  record Rates(double bare, double libc) {}

  Rates measure(int runs, ArrayNode rows) throws SandboxFault, IOException, InterruptedException {
    Path state = scratch.directory("sandbox");
    Path work = scratch.directory("sandbox/work");
    NativeProgram.NOOP.installInto(work);
    NativeProgram.NOOP_LIBC.installInto(work);
    try (Slots opened = Slots.open(slots, state, work, RootfsPlan.hostToolchains(List.of()));
        ExecutorService threads = Executors.newFixedThreadPool(slots)) {
      all(opened, threads, "/box/noop", Math.min(WARM_UP, runs));
      Measurement bare = timed(opened, threads, "/box/noop", runs, "sandboxes alone");
      Measurement libc = timed(opened, threads, "/box/noop-libc", runs, "sandboxes alone, libc");
      bare.putInto(rows.addObject());
      libc.putInto(rows.addObject());
      return new Rates(bare.perSecond(), libc.perSecond());
    }
  }

  private Measurement timed(
      Slots opened, ExecutorService threads, String program, int runs, String name)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    long[] nanos = all(opened, threads, program, runs);
    return new Measurement(name, nanos, Duration.ofNanos(System.nanoTime() - begin));
  }

  private long[] all(Slots opened, ExecutorService threads, String program, int runs)
      throws IOException, InterruptedException {
    List<Callable<long[]>> laps = new ArrayList<>();
    for (int slot = 0; slot < slots; slot++) {
      int own = slot;
      laps.add(() -> lap(opened, own, program, runs));
    }
    LongStream nanos = LongStream.empty();
    for (Future<long[]> lap : threads.invokeAll(laps)) {
      try {
        nanos = LongStream.concat(nanos, LongStream.of(lap.get()));
      } catch (ExecutionException failed) {
        throw new IOException("A sandbox failed: " + failed.getCause(), failed);
      }
    }
    return nanos.toArray();
  }

  private static long[] lap(Slots opened, int slot, String program, int runs)
      throws SandboxFault, InterruptedException {
    long[] nanos = new long[runs];
    for (int run = 0; run < runs; run++) {
      long begin = System.nanoTime();
      RunReport report = opened.run(slot, LIMITS, List.of(program));
      nanos[run] = System.nanoTime() - begin;
      if (!report.termination().equals(new Termination.Exited(0))) {
        throw new IllegalStateException("A program that does nothing ended with " + report);
      }
    }
    return nanos;
  }
}
