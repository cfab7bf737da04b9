package gavel.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root of the command line; alone it only explains itself. */
@Command(
    name = "gavel",
    mixinStandardHelpOptions = true,
    version = "gavel 0.1.0",
    description = "Judges programs nobody trusts.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      RunCommand.class,
      JudgeCommand.class,
      ProblemCommand.class,
      SubmitCommand.class,
      CancelCommand.class,
      RejudgeCommand.class,
      QueueCommand.class,
      VerdictsCommand.class,
      DeadLettersCommand.class,
      ServeCommand.class,
      WorkerCommand.class,
      GuestCommand.class,
      DoctorCommand.class,
      LanguagesCommand.class,
      BenchCommand.class,
      HelpCommand.class
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:it did what it was asked to, whatever the verdict",
      "1:judged, but not as expected",
      "2:the command line cannot be used",
      "3:this machine, or something it depends on, cannot be used"
    })
public final class GavelCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do; `gavel --help` lists it all");
  }
}
