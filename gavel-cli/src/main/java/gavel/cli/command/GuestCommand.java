package gavel.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** An operator's requests to one guest executor; alone it only explains itself. */
@Command(
    name = "guest",
    mixinStandardHelpOptions = true,
    description = "Talks to a guest executor as its operator.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      GuestHealthCommand.class,
      GuestStatusCommand.class,
      GuestExecCommand.class,
      GuestCompileCommand.class,
      GuestRunCommand.class,
      GuestPutCommand.class,
      GuestNetworkCommand.class,
      GuestClockCommand.class,
      GuestPowerOffCommand.class,
      HelpCommand.class
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:the guest did it, and what it ran or compiled ended well",
      "1:the guest answered: it is degraded or unfit, it did not compile, or the command failed",
      "2:the command line cannot be used",
      "3:the guest cannot be reached, or refused"
    })
public final class GuestCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Say what to ask of the guest; `gavel guest --help` lists it all");
  }
}
