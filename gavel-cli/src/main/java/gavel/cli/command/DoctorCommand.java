package gavel.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gavel.cli.ExitCode;
import gavel.cli.program.EnvironmentProblem;
import gavel.cli.program.ExecutorCheck;
import gavel.cli.program.GavelHome;
import gavel.cli.view.DoctorReport;
import gavel.cli.view.Terminal;
import gavel.model.json.StrictJson;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says whether this machine can judge, and what to do where it cannot. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = "Checks kernel, control groups, compilers and noise sources of this machine.")
public final class DoctorCommand implements Callable<Integer> {
  @Option(names = "--json", description = "Print one JSON object and nothing else.")
  private boolean json;

  @Override
  public Integer call() throws EnvironmentProblem, InterruptedException {
    ObjectNode report = ExecutorCheck.run(GavelHome.fromEnvironment());
    System.out.println(
        json
            ? StrictJson.writePretty(report)
            : new DoctorReport(Terminal.showsColours()).text(report));
    return report.path("ok").asBoolean() ? ExitCode.OK : ExitCode.ENVIRONMENT;
  }
}
