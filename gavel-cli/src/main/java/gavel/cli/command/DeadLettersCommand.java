package gavel.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is done with dead letters; alone it only explains itself. */
@Command(
    name = "dead-letters",
    mixinStandardHelpOptions = true,
    description = "Shows what could not be judged, and why; queues it again.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {DeadLettersListCommand.class, DeadLettersRetryCommand.class, HelpCommand.class})
public final class DeadLettersCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Say what to do with them; `gavel dead-letters --help` lists it all");
  }
}
