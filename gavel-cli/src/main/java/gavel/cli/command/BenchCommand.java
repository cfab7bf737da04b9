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
      names = "--out",
      paramLabel = "FILE",
      description =
          "Where the result is kept as JSON (default: bench/NAME.json beside GAVEL_HOME,"
              + " NAME-restore.json with --restore).")
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
    return name + (restore == null ? "" : "-restore") + ".json";
  }

  private List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    if (name != null) {
      arguments.add(name);
    }
    if (runs != null) {
      arguments.addAll(List.of("--runs", runs.toString()));
    }
    if (restore != null) {
      arguments.addAll(List.of("--restore", restore.toString()));
    }
    return arguments;
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
