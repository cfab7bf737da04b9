package gavel.cli.command;

import gavel.cli.ExitCode;
import gavel.cli.program.EnvironmentProblem;
import gavel.cli.view.GuestReport;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Sets the clock of a guest VM. */
@Command(
    name = "clock",
    aliases = "set-clock",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Sets the clock of a guest VM; refused by all other guests.")
public final class GuestClockCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "Such as 2026-07-01T12:00:00Z (default: the time of this machine).")
  private @Nullable Instant at;

  @Mixin private GuestOptions options = new GuestOptions();

  @Override
  public Integer call() throws EnvironmentProblem, InterruptedException, IOException {
    return options.ask(
        spec.commandLine(),
        guest -> {
          guest.setClock(at == null ? Clock.systemUTC().instant() : at);
          System.out.println(GuestReport.done(options.json(), "set"));
          return ExitCode.OK;
        });
  }
}
