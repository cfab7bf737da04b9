package gavel.bench.checker;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.ThreadMXBean;
import gavel.bench.report.Bench;
import gavel.bench.report.BenchReport;
import gavel.bench.report.Measurement;
import gavel.bench.report.Progress;
import gavel.bench.rig.ScratchDirectory;
import gavel.testcases.validator.CheckOutcome;
import gavel.testcases.validator.DefaultValidator;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The default output validator on outputs of 64 MiB in files: for each second of processor time,
 * and with what it takes of memory, which should not grow with them.
 */
public final class CheckerBench implements Bench {
  private static final int RUNS = 20;
  private static final long BYTES = 64L << 20;
  private static final double MIB = 1 << 20;
  private static final double MILLI = 1e3;
  private static final int WARM_UPS = 3;
  private static final ThreadMXBean THREADS =
      ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

  @Override
  public String name() {
    return "checker";
  }

  @Override
  public String purpose() {
    return "the default output validator: 64 MiB of tokens and of numbers";
  }

  @Override
  public int usualRuns() {
    return RUNS;
  }

  @Override
  public BenchReport measure(int runs, Progress progress) throws IOException, InterruptedException {
    ObjectNode json = BenchReport.head(this);
    ArrayNode rows = json.putArray("rows");
    progress.steps((long) Pair.values().length * runs);
    try (ScratchDirectory scratch = ScratchDirectory.create()) {
      for (Pair pair : Pair.values()) {
        measure(pair, runs, scratch.path(), rows, progress);
      }
    }
    return BenchReport.of(json);
  }

  private static void measure(
      Pair pair, int runs, Path directory, ArrayNode rows, Progress progress)
      throws IOException, InterruptedException {
    Path answer = directory.resolve("answer");
    Path output = directory.resolve("output");
    pair.write(answer, output, BYTES);
    DefaultValidator validator = DefaultValidator.of(pair.flags());
    for (int run = 0; run < WARM_UPS; run++) {
      check(validator, answer, output);
    }
    long[] nanos = new long[runs];
    long[] cpu = new long[runs];
    long before = THREADS.getCurrentThreadAllocatedBytes();
    for (int run = 0; run < runs; run++) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      long begin = System.nanoTime();
      long cpuBefore = THREADS.getCurrentThreadCpuTime();
      check(validator, answer, output);
      cpu[run] = THREADS.getCurrentThreadCpuTime() - cpuBefore;
      nanos[run] = System.nanoTime() - begin;
      progress.step(1, pair.title());
    }
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    double millis = Measurement.sequential(pair.title(), cpu).medianMillis();
    Measurement.sequential(pair.title(), nanos)
        .putInto(rows.addObject())
        .put("cpu_ms", Measurement.rounded(millis))
        .put("mib_per_cpu_second", Math.round(Files.size(output) / MIB * MILLI / millis))
        .put("allocated_kib", allocated / runs / 1024)
        .put("target", pair.target() + " MiB/s");
  }

  private static void check(DefaultValidator validator, Path answer, Path output)
      throws IOException {
    try (InputStream expected = Files.newInputStream(answer);
        InputStream got = Files.newInputStream(output)) {
      CheckOutcome outcome = validator.check(expected, got);
      if (!(outcome instanceof CheckOutcome.Accepted)) {
        throw new IOException("An output that is right was refused: " + outcome);
      }
    }
  }
}
