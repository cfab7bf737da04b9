package gavel.cli.command;

import gavel.cli.ExitCode;
import gavel.cli.program.EnvironmentProblem;
import gavel.cli.view.GuestReport;
import gavel.model.protocol.GuestMessage.Health;
import gavel.worker.JudgeFault;
import gavel.worker.guest.OperatorClient;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Whether a guest lives. */
@Command(
    name = "health",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Says whether the guest lives and all its slots are fit; if not, exits with 1.")
public final class GuestHealthCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private GuestOptions options = new GuestOptions();

  @Override
  public Integer call() throws EnvironmentProblem, InterruptedException, IOException {
    return options.ask(spec.commandLine(), this::ask);
  }

  private int ask(OperatorClient guest) throws JudgeFault, InterruptedException {
    Health health = guest.health();
    System.out.println(options.json() ? GuestReport.jsonText(health) : GuestReport.text(health));
    return health.status().equals("ok") ? ExitCode.OK : ExitCode.UNEXPECTED;
  }
}
