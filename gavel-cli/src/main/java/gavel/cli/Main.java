package gavel.cli;

import gavel.cli.command.GavelCommand;
import gavel.cli.program.EnvironmentProblem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The {@code gavel} program. */
public final class Main {
  private Main() {}

  /** Runs one command and ends the JVM with its exit code. */
  @SuppressForbidden("the end of the program")
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /** Runs one command and returns its exit code. */
  static int run(String... arguments) {
    CommandLine line = new CommandLine(new GavelCommand());
    line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(Main::explain);
    line.setParameterExceptionHandler(Main::refuse);
    return line.execute(arguments);
  }

  /** The reason stands alone: the usage of a command would hide it. */
  private static int refuse(ParameterException mistake, String... arguments) {
    CommandLine command = mistake.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("gavel: " + mistake.getMessage());
    if (!UnmatchedArgumentException.printSuggestions(mistake, err)) {
      err.println("See " + command.getCommandSpec().qualifiedName() + " --help for how to use it.");
    }
    return ExitCode.USAGE;
  }

  private static int explain(
      Exception problem, CommandLine command, CommandLine.ParseResult parsed) {
    if (problem instanceof EnvironmentProblem || problem instanceof IOException) {
      command.getErr().println("gavel: " + problem.getMessage());
      return ExitCode.ENVIRONMENT;
    }
    if (problem instanceof InterruptedException) {
      Thread.currentThread().interrupt();
      return ExitCode.ENVIRONMENT;
    }
    // A bug of ours: whoever reports it needs to know where.
    problem.printStackTrace(command.getErr());
    return ExitCode.ENVIRONMENT;
  }
}
