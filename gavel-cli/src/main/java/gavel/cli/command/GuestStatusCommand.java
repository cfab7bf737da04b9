package gavel.cli.command;

import gavel.cli.ExitCode;
import gavel.cli.program.EnvironmentProblem;
import gavel.cli.view.GuestReport;
import gavel.model.protocol.GuestMessage.StatusReport;
import gavel.worker.JudgeFault;
import gavel.worker.guest.OperatorClient;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What a guest has and how much of it is in use. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Shows memory, disk, load, slots and languages of the guest.")
public final class GuestStatusCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private GuestOptions options = new GuestOptions();

  @Override
  public Integer call() throws EnvironmentProblem, InterruptedException, IOException {
    return options.ask(spec.commandLine(), this::ask);
  }

  private int ask(OperatorClient guest) throws JudgeFault, InterruptedException {
    StatusReport status = guest.guest().status();
    System.out.println(options.json() ? GuestReport.jsonText(status) : GuestReport.text(status));
    return ExitCode.OK;
  }
}
