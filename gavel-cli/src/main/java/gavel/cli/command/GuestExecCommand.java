package gavel.cli.command;

import gavel.cli.ExitCode;
import gavel.cli.program.EnvironmentProblem;
import gavel.cli.view.CommandReport;
import gavel.model.json.StrictJson;
import gavel.model.protocol.Body;
import gavel.model.protocol.GuestMessage.Log;
import gavel.model.protocol.GuestMessage.Stream;
import gavel.worker.JudgeFault;
import gavel.worker.guest.OperatorClient;
import gavel.worker.guest.OperatorClient.Command;
import gavel.worker.guest.OperatorClient.CommandOutcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a command in a guest that allows it. */
@CommandLine.Command(
    name = "exec",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs a command in the guest, outside of every sandbox: gavel guest exec -- ls -l /",
      "The guest executor must have been started with --allow-exec. Exits with 0 when the command"
          + " does, else with 1 and the reason."
    })
public final class GuestExecCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private GuestOptions options = new GuestOptions();

  @Parameters(
      arity = "1..*",
      paramLabel = "WORD",
      description = "The program and its arguments; put -- before them.")
  private List<String> argv = List.of();

  @Option(
      names = {"-e", "--env"},
      paramLabel = "NAME=VALUE",
      description = "A variable beside PATH, HOME and LANG; may be repeated.")
  private Map<String, String> env = Map.of();

  @Option(names = "--cwd", paramLabel = "DIR", description = "Where it starts (default: /).")
  private @Nullable String cwd;

  @Option(
      names = "--stdin",
      paramLabel = "F",
      description = "What it reads; '-' is this command's input. By default it reads nothing.")
  private @Nullable Path stdin;

  @Option(
      names = "--timeout",
      paramLabel = "T",
      defaultValue = "1min",
      converter = Converters.DurationConverter.class,
      description =
          "When it is ended, with everything that it started (default: ${DEFAULT-VALUE}).")
  private Duration timeout = Duration.ofMinutes(1);

  @Option(
      names = "--stream",
      description = "Print its output while it appears; what is not UTF-8 is replaced.")
  private boolean stream;

  @Override
  public Integer call() throws EnvironmentProblem, InterruptedException, IOException {
    try (GivenInput input = GivenInput.read(spec.commandLine(), OperatorClient.STDIN, stdin)) {
      Optional<Body> body = stdin == null ? Optional.empty() : Optional.of(input.body());
      Command command = new Command(argv, env, cwd, body, timeout);
      return options.ask(spec.commandLine(), guest -> run(guest, command));
    }
  }

  private int run(OperatorClient guest, Command command)
      throws JudgeFault, InterruptedException, IOException {
    boolean streamed = stream && !options.json();
    CommandOutcome outcome =
        guest.exec(command, streamed ? Optional.of(GuestExecCommand::show) : Optional.empty());
    CommandReport report =
        new CommandReport(
            outcome.ended(), bytes(outcome.stdout().open()), bytes(outcome.stderr().open()));
    if (options.json()) {
      System.out.println(StrictJson.writePretty(report.json()));
    } else {
      if (!streamed) {
        System.out.writeBytes(report.stdout());
        System.err.writeBytes(report.stderr());
      }
      System.out.flush();
      report.text().ifPresent(why -> System.err.println("gavel: " + why));
    }
    return report.succeeded() ? ExitCode.OK : ExitCode.UNEXPECTED;
  }

  private static byte[] bytes(InputStream body) throws IOException {
    try (body) {
      return body.readAllBytes();
    }
  }

  private static void show(Log log) {
    PrintStream to = log.stream() == Stream.STDOUT ? System.out : System.err;
    String text = log.partial() == null ? log.text() + "\n" : log.text();
    to.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    to.flush();
  }
}
