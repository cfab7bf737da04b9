package gavel.bench.soak;

import gavel.bench.report.Progress;
import gavel.bench.rig.Slots;
import gavel.sandbox.RunReport;
import gavel.sandbox.SandboxFault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes the runs, all slots at the same time, each slot taking the next program when it is free.
 */
final class SoakRuns {
  private static final int SAMPLES = 200;
  private final Slots slots;
  private final int runs;
  private final Progress progress;
  private final ResidentSamples samples;
  private final int step;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();
  private final Map<SoakProgram, List<Long>> nanos = new EnumMap<>(SoakProgram.class);
  private final Map<SoakProgram, Integer> unexpected = new EnumMap<>(SoakProgram.class);
  private String firstUnexpected = "";

  SoakRuns(Slots slots, int runs, Progress progress, ResidentSamples samples) {
    this.slots = slots;
    this.runs = runs;
    this.progress = progress;
    this.samples = samples;
    this.step = Math.max(1, runs / SAMPLES);
  }

  void make() throws IOException, InterruptedException {
    try (ExecutorService threads = Executors.newFixedThreadPool(slots.count())) {
      List<Callable<Void>> all = new ArrayList<>();
      for (int each = 0; each < slots.count(); each++) {
        int slot = each;
        all.add(() -> inSlot(slot));
      }
      try {
        for (Future<Void> one : threads.invokeAll(all)) {
          one.get();
        }
      } catch (ExecutionException failed) {
        throw new IOException("A slot failed: " + failed.getCause(), failed);
      } finally {
        threads.shutdownNow();
      }
    }
  }

  private Void inSlot(int slot) throws SandboxFault, InterruptedException, IOException {
    for (int run = next.getAndIncrement(); run < runs; run = next.getAndIncrement()) {
      SoakProgram program = SoakProgram.ofRun(run);
      long begin = System.nanoTime();
      RunReport report = slots.run(slot, program.limits(), program.command());
      record(program, System.nanoTime() - begin, report);
      int count = done.incrementAndGet();
      if (count % step == 0) {
        samples.take(count);
        progress.step(step, program.word());
      }
    }
    return null;
  }

  private synchronized void record(SoakProgram program, long time, RunReport report) {
    nanos.computeIfAbsent(program, _ -> new ArrayList<>()).add(time);
    if (!program.isExpected(report)) {
      unexpected.merge(program, 1, Integer::sum);
      if (firstUnexpected.isEmpty()) {
        firstUnexpected = program.word() + ": " + report;
      }
    }
  }

  /** The times of each program's runs. */
  synchronized Map<SoakProgram, long[]> times() {
    Map<SoakProgram, long[]> times = new EnumMap<>(SoakProgram.class);
    nanos.forEach(
        (program, all) -> times.put(program, all.stream().mapToLong(Long::longValue).toArray()));
    return times;
  }

  /** How many runs of that program ended as they should not. */
  synchronized int unexpected(SoakProgram program) {
    return unexpected.getOrDefault(program, 0);
  }

  /** The first of them; empty when there is none. */
  synchronized String firstUnexpected() {
    return firstUnexpected;
  }
}
