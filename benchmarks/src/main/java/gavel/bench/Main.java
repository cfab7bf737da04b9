package gavel.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gavel.model.json.StrictJson;
import gavel.sandbox.SandboxFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs all benchmarks and leaves their results as JSON in a directory. */
public final class Main {
  private static final int ITERATIONS = 5;

  private Main() {}

  /** The one argument is the directory; it is made when it is missing. */
  public static void main(String[] arguments)
      throws IOException, SandboxFault, InterruptedException, RunnerException {
    if (arguments.length != 1) {
      throw new IllegalArgumentException("Name the directory for the results");
    }
    Path results = Files.createDirectories(Path.of(arguments[0]));
    Path scratch = Files.createTempDirectory("gavel-bench-");
    report(SandboxBench.measure(scratch), results.resolve("sandbox.json"));
    new Runner(
            new OptionsBuilder()
                .include("gavel\\.bench\\..*Benchmark")
                .forks(1)
                .warmupIterations(ITERATIONS)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(ITERATIONS)
                .measurementTime(TimeValue.seconds(1))
                .resultFormat(ResultFormatType.JSON)
                .result(results.resolve("jmh.json").toString())
                .build())
        .run();
  }

  private static void report(List<Measurement> measurements, Path file) throws IOException {
    ObjectNode json = StrictJson.object().put("bench", "sandbox");
    json.putObject("machine")
        .put("cores", Runtime.getRuntime().availableProcessors())
        .put("kernel", System.getProperty("os.version"))
        .put("java", Runtime.version().toString());
    ArrayNode rows = json.putArray("rows");
    for (Measurement measurement : measurements) {
      rows.addObject()
          .put("name", measurement.name())
          .put("runs", measurement.runs())
          .put("median_ms", measurement.medianMillis())
          .put("p99_ms", measurement.p99Millis())
          .put("per_second", measurement.perSecond());
      System.out.printf(
          Locale.ROOT,
          "%-22s %5d runs  median %.2f ms  p99 %.2f ms  %.0f/s%n",
          measurement.name(),
          measurement.runs(),
          measurement.medianMillis(),
          measurement.p99Millis(),
          measurement.perSecond());
    }
    Files.writeString(file, StrictJson.writePretty(json));
  }
}
