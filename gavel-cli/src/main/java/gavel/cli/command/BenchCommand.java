package gavel.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gavel.cli.ExitCode;
import gavel.cli.program.BenchProgram;
import gavel.cli.program.EnvironmentProblem;
import gavel.cli.program.GavelHome;
import gavel.cli.view.JsonTables;
import gavel.model.json.StrictJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures this machine and this build. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Measures; without a name it lists what can be measured.")
public final class BenchCommand implements Callable<Integer> {
  @Parameters(arity = "0..1", paramLabel = "NAME", description = "What to measure.")
  private @Nullable String name;

  @Option(
      names = "--runs",
      paramLabel = "N",
      converter = Converters.RunsConverter.class,
      description = "How often (default: enough).")
  private @Nullable Integer runs;

  @Option(
      names = "--restore",
      paramLabel = "IMAGE",
      description = "guest: machines that are restored, of the guest image in that directory.")
  private @Nullable Path restore;

  @Option(
      names = "--queued",
      paramLabel = "N",
      converter = Converters.RunsConverter.class,
      description = "pipeline: so many submissions wait before a worker starts; measures that.")
  private @Nullable Integer queued;

  @Option(
      names = "--workers",
      paramLabel = "N",
      converter = Converters.RunsConverter.class,
      description = "chaos: worker processes (default: 3).")
  private @Nullable Integer workers;

  @Option(
      names = "--seed",
      paramLabel = "N",
      converter = Converters.RunsConverter.class,
      description = "chaos: of what happens when, and to which program (default: 1).")
  private @Nullable Integer seed;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      converter = Converters.RunsConverter.class,
      description =
          "chaos: when a submission without a verdict is lost (default: 900); pipeline --queued: for"
              + " how long the queue is drained (default: 60).")
  private @Nullable Integer seconds;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Where the result is kept as JSON (default: bench/NAME.json beside GAVEL_HOME,"
              + " NAME-restore.json with --restore, NAME-queued.json with --queued).")
  private @Nullable Path out;

  @Option(names = "--json", description = "Print one JSON object and nothing else.")
  private boolean json;

  @Override
  public Integer call() throws EnvironmentProblem, InterruptedException, IOException {
    GavelHome home = GavelHome.fromEnvironment();
    BenchProgram.Outcome outcome = BenchProgram.run(home, arguments());
    if (outcome.exitCode() == ExitCode.USAGE) {
      return ExitCode.USAGE; // it has said why
    }
    ObjectNode report = outcome.report();
    if (name != null) {
      keep(report, out == null ? home.benchResults().resolve(fileName()) : out);
    }
    System.out.println(json ? StrictJson.writePretty(report) : JsonTables.text(report));
    return outcome.exitCode();
  }

  /** What is measured of machines does not replace what was measured of processes. */
  private String fileName() {
    return name + (restore == null ? "" : "-restore") + (queued == null ? "" : "-queued") + ".json";
  }

  private List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    if (name != null) {
      arguments.add(name);
    }
    add(arguments, "--runs", runs);
    add(arguments, "--queued", queued);
    add(arguments, "--workers", workers);
    add(arguments, "--seed", seed);
    add(arguments, "--seconds", seconds);
    if (restore != null) {
      arguments.addAll(List.of("--restore", restore.toString()));
    }
    return arguments;
  }

  private static void add(List<String> arguments, String option, @Nullable Integer number) {
    if (number != null) {
      arguments.addAll(List.of(option, number.toString()));
    }
  }

  private static void keep(ObjectNode report, Path file) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Files.writeString(file, StrictJson.writePretty(report) + System.lineSeparator());
    System.err.println("gavel: kept in " + file);
  }
}
