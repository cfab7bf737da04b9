package gavel.cli.command;

import gavel.cli.ExitCode;
import gavel.cli.dead.DeadLetters;
import gavel.cli.dead.DeadLetters.Examined;
import gavel.cli.dead.LetterCriteria;
import gavel.cli.program.EnvironmentProblem;
import gavel.cli.view.LetterReport;
import gavel.model.json.StrictJson;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Queues again what could not be judged. */
@Command(
    name = "retry",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Queues records again that could not be judged, on the lanes that they came from: after an"
          + " upgrade, or when the problem or language is there now.",
      "What was queued again before, has a verdict, or is past its deadline is left out, with the"
          + " reason. So it can be called as often as one likes."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:all that is meant is queued again, now or before",
      "1:something is left out for another reason",
      "2:the command line cannot be used",
      "3:the cluster cannot be used"
    },
    footerHeading = "Examples:%n",
    footer = {
      "  gavel dead-letters retry --reason schema_newer --dry-run",
      "  gavel dead-letters retry --reason unknown_problem --since 2h",
      "  gavel dead-letters retry 6f1c0b52-…"
    })
public final class DeadLettersRetryCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private LetterOptions options = new LetterOptions();

  @Option(names = "--dry-run", description = "Only say what would be done.")
  private boolean dryRun;

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Option(names = "--json", description = "Print one JSON object and nothing else.")
  private boolean json;

  @Override
  public Integer call() throws EnvironmentProblem {
    LetterCriteria criteria = options.criteria();
    if (criteria.isEverything()) {
      throw new ParameterException(
          spec.commandLine(), "Say which: their ids, --reason, --since or --until");
    }
    DeadLetters letters = new DeadLetters(cluster.client(), Clock.systemUTC());
    List<Examined> found = letters.find(criteria);
    if (!dryRun) {
      letters.retry(found);
    }
    if (json) {
      System.out.println(StrictJson.writePretty(LetterReport.retried(found, dryRun)));
    } else {
      System.out.println(LetterReport.text(found, dryRun));
    }
    boolean asWished =
        found.stream().allMatch(each -> each.retried() || each.hindrance().isEmpty());
    return asWished ? ExitCode.OK : ExitCode.UNEXPECTED;
  }
}
