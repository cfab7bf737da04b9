package gavel.cli.command;

import gavel.cli.ExitCode;
import gavel.cli.dead.DeadLetters;
import gavel.cli.dead.DeadLetters.Examined;
import gavel.cli.program.EnvironmentProblem;
import gavel.cli.view.LetterReport;
import gavel.model.json.StrictJson;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what could not be judged, and why. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Shows the records that could not be judged, the oldest first, and why.",
      "All that is given must be met. They are kept for 90 days."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:they are listed, if there are any",
      "2:the command line cannot be used",
      "3:the cluster cannot be used"
    },
    footerHeading = "Examples:%n",
    footer = {
      "  gavel dead-letters list --since 1d",
      "  gavel dead-letters list --reason schema_newer --json"
    })
public final class DeadLettersListCommand implements Callable<Integer> {
  @Mixin private LetterOptions options = new LetterOptions();
  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Option(names = "--json", description = "Print one JSON object and nothing else.")
  private boolean json;

  @Override
  public Integer call() throws EnvironmentProblem {
    DeadLetters letters = new DeadLetters(cluster.client(), Clock.systemUTC());
    List<Examined> found = letters.find(options.criteria());
    if (json) {
      System.out.println(StrictJson.writePretty(LetterReport.listed(found)));
    } else if (found.isEmpty()) {
      System.err.println("gavel: there are no dead letters of that kind");
    } else {
      System.out.println(LetterReport.table(found));
    }
    return ExitCode.OK;
  }
}
