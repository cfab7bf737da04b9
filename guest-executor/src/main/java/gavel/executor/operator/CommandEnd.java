package gavel.executor.operator;

import gavel.sandbox.libc.Errno;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a command ended. */
public sealed interface CommandEnd {
  /** It exited with this code. */
  record Exited(int code) implements CommandEnd {}

  /** A signal of this number ended it. */
  record Signaled(int signal) implements CommandEnd {}

  /** It never ran, and this is why. */
  record NotStarted(String why) implements CommandEnd {}

  /**
   * Reads the one line of {@code gavel-command}.
   *
   * @throws IOException when it is about a failure of ours, or no report at all
   */
  static CommandEnd parse(String report, OperatorCommand command) throws IOException {
    Matcher line = Report.LINE.matcher(report);
    if (!line.matches()) {
      throw new IOException("Tried to run a command: its report is '" + report.strip() + "'");
    }
    int number = Integer.parseInt(line.group(2));
    return switch (line.group(1)) {
      case "exited" -> new Exited(number);
      case "signaled" -> new Signaled(number);
      case "failed exec" ->
          new NotStarted(
              "'" + command.argv().getFirst() + "' cannot be started: " + new Errno(number));
      case "failed chdir" ->
          new NotStarted("the directory '" + command.cwd() + "': " + new Errno(number));
      default ->
          throw new IOException(
              "Tried to run a command: " + line.group(1) + ": " + new Errno(number));
    };
  }

  /** What reports look like. */
  final class Report {
    private static final Pattern LINE =
        Pattern.compile("(exited|signaled|failed [a-z_0-9]+) (\\d{1,5})\\n");

    private Report() {}
  }
}
