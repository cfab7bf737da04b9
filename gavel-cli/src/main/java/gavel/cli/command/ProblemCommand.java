package gavel.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is done with problem packages themselves; alone it only explains itself. */
@Command(
    name = "problem",
    mixinStandardHelpOptions = true,
    description = "Checks problem packages, and packs them for a store.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {ProblemVerifyCommand.class, ProblemPackCommand.class, HelpCommand.class})
public final class ProblemCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Say what to do with it; `gavel problem --help` lists it all");
  }
}
