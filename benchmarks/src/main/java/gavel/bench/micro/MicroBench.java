package gavel.bench.micro;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gavel.bench.report.Bench;
import gavel.bench.report.BenchReport;
import gavel.bench.report.Measurement;
import gavel.bench.report.Progress;
import java.io.IOException;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The parts that every submission passes through, by JMH; a run is an iteration. */
public final class MicroBench implements Bench {
  private static final int ITERATIONS = 5;
  private static final double MILLIS_PER_SECOND = 1000;

  @Override
  public String name() {
    return "micro";
  }

  @Override
  public String purpose() {
    return "the message codec and the default output validator, by JMH";
  }

  @Override
  public int usualRuns() {
    return ITERATIONS;
  }

  @Override
  public BenchReport measure(int runs, Progress progress) throws IOException {
    ObjectNode json = BenchReport.head(this);
    ArrayNode rows = json.putArray("rows");
    for (RunResult result : jmh(runs)) {
      Result<?> primary = result.getPrimaryResult();
      double median = primary.getStatistics().getPercentile(50);
      double slowest = primary.getStatistics().getMax();
      TimeUnit unit = result.getParams().getTimeUnit();
      double perMilli = TimeUnit.MILLISECONDS.toNanos(1) / (double) unit.toNanos(1);
      rows.addObject()
          .put("name", result.getParams().getBenchmark().replaceFirst("^.*\\.(\\w+\\.\\w+)$", "$1"))
          .put("runs", primary.getSampleCount())
          .put("median_ms", Measurement.rounded(median / perMilli))
          .put("p99_ms", Measurement.rounded(slowest / perMilli))
          .put("per_second", Math.round(MILLIS_PER_SECOND * perMilli / median))
          .put("median_us", Measurement.rounded(median / perMilli * MILLIS_PER_SECOND));
    }
    return BenchReport.of(json);
  }

  private static Collection<RunResult> jmh(int iterations) throws IOException {
    try {
      return new Runner(
              new OptionsBuilder()
                  .include("gavel\\.bench\\.micro\\..*Benchmark")
                  .forks(1)
                  .jvmArgs("-Xmx1g")
                  .warmupIterations(iterations)
                  .warmupTime(TimeValue.seconds(1))
                  .measurementIterations(iterations)
                  .measurementTime(TimeValue.seconds(1))
                  .verbosity(VerboseMode.SILENT)
                  .build())
          .run();
    } catch (RunnerException failed) {
      throw new IOException("JMH: " + failed.getMessage(), failed);
    }
  }
}
