package gavel.cli.command;

import gavel.cli.ExitCode;
import gavel.cli.program.EnvironmentProblem;
import gavel.cli.view.GuestReport;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Ends a guest VM. */
@Command(
    name = "power-off",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Ends a guest VM and everything in it; refused by all other guests.")
public final class GuestPowerOffCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private GuestOptions options = new GuestOptions();

  @Override
  public Integer call() throws EnvironmentProblem, InterruptedException, IOException {
    return options.ask(
        spec.commandLine(),
        guest -> {
          guest.powerOff();
          System.out.println(GuestReport.done(options.json(), "powering off"));
          return ExitCode.OK;
        });
  }
}
