package gavel.bench.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gavel.bench.app.Arguments.Catalogue;
import gavel.bench.app.Arguments.Measure;
import gavel.bench.app.Arguments.Wrong;
import gavel.bench.report.Bench;
import gavel.bench.report.BenchReport;
import gavel.bench.report.Progress;
import gavel.model.json.StrictJson;
import gavel.sandbox.SandboxFault;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/**
 * The program that measures. Exit codes: 0 measured, 1 measured and not as it should be, 2 wrong
 * usage, 3 unfit environment.
 */
public final class Main {
  private static final int OK = 0;
  private static final int NOT_AS_IT_SHOULD_BE = 1;
  private static final int USAGE = 2;
  private static final int ENVIRONMENT = 3;

  private Main() {}

  /** Measures what is named, or lists what can be. */
  public static void main(String[] words) {
    int code = run(Arguments.parse(List.of(words)), System.out, System.err);
    System.out.flush();
    Runtime.getRuntime().halt(code);
  }

  private static int run(Arguments arguments, PrintStream out, PrintStream err) {
    return switch (arguments) {
      case Wrong(String why) -> {
        err.println("gavel-bench: " + why);
        yield USAGE;
      }
      case Catalogue _ -> {
        out.println(StrictJson.writePretty(catalogue()));
        yield OK;
      }
      case Measure measure -> measure(measure, out, err);
    };
  }

  private static ObjectNode catalogue() {
    ObjectNode json = StrictJson.object();
    ArrayNode benches = json.putArray("benches");
    for (Bench bench : Benches.all()) {
      benches.addObject().put("name", bench.name()).put("measures", bench.purpose());
    }
    return json;
  }

  private static int measure(Measure measure, PrintStream out, PrintStream err) {
    if (measure.untilStdinEnds()) {
      EndOfInput.interrupts(Thread.currentThread());
    }
    Bench bench = measure.bench();
    int runs = measure.runs().orElse(bench.usualRuns());
    try (Progress progress = Progress.onStandardError(bench.name())) {
      BenchReport report = bench.measure(runs, progress);
      progress.clear();
      out.println(StrictJson.writePretty(report.json()));
      return report.ok() ? OK : NOT_AS_IT_SHOULD_BE;
    } catch (SandboxFault | IOException unfit) {
      err.println("gavel-bench: " + unfit.getMessage());
      return ENVIRONMENT;
    } catch (InterruptedException stopped) {
      err.println("gavel-bench: stopped");
      Thread.currentThread().interrupt();
      return ENVIRONMENT;
    }
  }
}
