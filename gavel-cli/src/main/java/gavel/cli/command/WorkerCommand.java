package gavel.cli.command;

import gavel.cli.program.ChildProgram;
import gavel.cli.program.EnvironmentProblem;
import gavel.cli.program.GavelHome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** Runs the worker program of this distribution with the arguments that follow. */
@Command(
    name = "worker",
    description =
        "Runs a worker against a Kafka cluster; `gavel worker --help` lists its own options.")
public final class WorkerCommand implements Callable<Integer> {
  /** Added to by what reads the command line. */
  @Unmatched private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws EnvironmentProblem, InterruptedException {
    GavelHome home = GavelHome.fromEnvironment();
    return ChildProgram.runToEnd(
        GavelHome.command(
            home.lib("worker"), "gavel.worker.app.Main", List.of("-XX:+UseSerialGC"), arguments));
  }
}
