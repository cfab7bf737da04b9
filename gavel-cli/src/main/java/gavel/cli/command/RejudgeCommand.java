package gavel.cli.command;

import gavel.cli.ExitCode;
import gavel.cli.program.EnvironmentProblem;
import gavel.cli.rejudge.Criteria;
import gavel.cli.rejudge.Rejudge;
import gavel.cli.rejudge.Rejudge.Choice;
import gavel.cli.rejudge.Row;
import gavel.cli.rejudge.Row.Fate;
import gavel.cli.rejudge.Trial;
import gavel.cli.view.ProgressLine;
import gavel.cli.view.RejudgeReport;
import gavel.model.Status;
import gavel.model.json.StrictJson;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Judges again what has a verdict, shows what is different, and publishes it when told to. */
@Command(
    name = "rejudge",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Judges submissions again that have a verdict, and shows what is different. Nothing of it"
          + " counts until it is applied: then it is the next generation, and the verdicts from"
          + " before stay as history.",
      "Submissions are chosen by all that is given, among those of the last 30 days."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:nothing is different; with --apply, all of it is applied",
      "1:something is different, or was not judged; with --apply, something was not applied",
      "2:the command line cannot be used",
      "3:this machine, or the cluster, cannot be used, or there were no answers in time"
    },
    footerHeading = "Examples:%n",
    footer = {
      "  gavel rejudge --problem sum --since 2h       what would change, and an ID",
      "  gavel rejudge --resume ID --apply            publishes that",
      "  gavel rejudge --problem sum --verdict TLE --list",
      "  gavel cancel ID                              ends what is not yet judged of it"
    })
public final class RejudgeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(arity = "0..*", paramLabel = "ID", description = "The ids of submissions.")
  private List<String> ids = List.of();

  @Option(
      names = {"-p", "--problem"},
      paramLabel = "P",
      description = "Those of that problem.")
  private @Nullable String problem;

  @Option(
      names = "--since",
      paramLabel = "T",
      converter = TimeConverter.class,
      description =
          "Those submitted then or later: 2026-05-01T12:00:00Z, 2026-05-01 (UTC), or 90min, 2h, 3d"
              + " ago.")
  private @Nullable Instant since;

  @Option(
      names = "--until",
      paramLabel = "T",
      converter = TimeConverter.class,
      description = "Those submitted before.")
  private @Nullable Instant until;

  @Option(
      names = {"-l", "--language"},
      paramLabel = "L",
      description = "Those in that language.")
  private @Nullable String language;

  @Option(
      names = "--verdict",
      paramLabel = "V",
      converter = StatusConverter.class,
      description = "Those whose verdict that is now: WA, wrong_answer, …")
  private @Nullable Status verdict;

  @Option(names = "--user", paramLabel = "NAME", description = "Those of that user.")
  private @Nullable String user;

  @Option(names = "--list", description = "Only list what would be judged again.")
  private boolean list;

  @Option(
      names = "--resume",
      paramLabel = "REJUDGE",
      description = "Show one that was begun before, and wait for the rest of it.")
  private @Nullable String resume;

  @Option(names = "--apply", description = "Publish what came of it, after showing it.")
  private boolean apply;

  @Option(names = "--all", description = "Show also what is not different.")
  private boolean all;

  @Option(
      names = "--timeout",
      paramLabel = "T",
      defaultValue = "600min",
      converter = Converters.DurationConverter.class,
      description = "How long to wait at most (default: ${DEFAULT-VALUE}); see --resume.")
  private Duration timeout = Duration.ofHours(10);

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Option(names = "--json", description = "Print one JSON object and nothing else.")
  private boolean json;

  @Override
  public Integer call() throws EnvironmentProblem {
    Criteria criteria =
        new Criteria(Set.copyOf(ids), problem, since, until, language, verdict, user);
    requireSense(criteria);
    Rejudge rejudge = new Rejudge(cluster.client());
    if (resume != null) {
      return finish(rejudge, rejudge.find(resume), 0);
    }
    Choice choice = rejudge.choose(criteria);
    if (list || choice.chosen().isEmpty()) {
      return printChoice(new RejudgeReport(null, choice.rows(), choice.withoutVerdict()));
    }
    String id = Trial.newId(Clock.systemUTC());
    System.err.println(
        "queueing "
            + choice.chosen().size()
            + " submissions as "
            + id
            + " (gavel rejudge --resume "
            + id
            + " goes on after an interruption, gavel cancel "
            + id
            + " ends it)");
    Trial trial;
    try (LastWords _ = interrupted(id)) {
      trial = rejudge.start(id, choice);
    }
    return finish(rejudge, trial, choice.withoutVerdict());
  }

  private void requireSense(Criteria criteria) {
    if (resume != null && (list || !criteria.isEverything())) {
      throw new ParameterException(
          spec.commandLine(), "--resume is of a rejudge whose submissions are chosen already");
    }
    if (resume == null && criteria.isEverything()) {
      throw new ParameterException(
          spec.commandLine(),
          "Say which submissions: their ids, --problem, --since, --until, --language, --verdict or"
              + " --user; or --resume a rejudge");
    }
    if (list && apply) {
      throw new ParameterException(spec.commandLine(), "--list and --apply exclude each other");
    }
  }

  private int printChoice(RejudgeReport report) {
    if (json) {
      System.out.println(StrictJson.writePretty(report.json()));
    } else if (report.rows().isEmpty()) {
      System.err.println(
          "gavel: nothing to judge again: no submission of that kind has a verdict"
              + left(report.withoutVerdict()));
    } else {
      System.out.println(report.chosen());
      System.out.println();
      System.out.println(
          report.rows().size() + " would be judged again" + left(report.withoutVerdict()));
    }
    return ExitCode.OK;
  }

  private static String left(long withoutVerdict) {
    return withoutVerdict == 0 ? "" : "; " + withoutVerdict + " have none yet";
  }

  private int finish(Rejudge rejudge, Trial trial, long withoutVerdict) throws EnvironmentProblem {
    boolean complete;
    try (LastWords _ = interrupted(trial.id());
        ProgressLine progress = ProgressLine.onTerminal("judging again")) {
      progress.steps(trial.rows().size());
      complete = rejudge.await(trial, timeout, row -> progress.step(row.id()));
    }
    RejudgeReport report = new RejudgeReport(trial.id(), trial.rows(), withoutVerdict);
    if (complete && apply) {
      if (!json) {
        report.table(all).ifPresent(System.out::println);
      }
      try (LastWords _ =
          LastWords.of(
              "interrupted: a part of it may count already; `gavel rejudge --resume "
                  + trial.id()
                  + " --apply` publishes the rest")) {
        rejudge.apply(trial);
      }
    }
    print(report, complete && apply);
    if (!complete) {
      throw new EnvironmentProblem(
          "no answer to "
              + report.count(row -> !row.isDone())
              + " of "
              + trial.id()
              + " within "
              + timeout.toSeconds()
              + " s; is a worker up? Go on with `gavel rejudge --resume "
              + trial.id()
              + "`");
    }
    boolean asWished =
        apply
            ? report.count(Fate.APPLIED) == report.rows().size()
            : report.count(row -> !row.isJudged() || row.isChanged()) == 0;
    return asWished ? ExitCode.OK : ExitCode.UNEXPECTED;
  }

  private static LastWords interrupted(String id) {
    return LastWords.of(
        "interrupted: what is queued is judged all the same, and nothing of it counts; `gavel rejudge"
            + " --resume "
            + id
            + "` goes on, `gavel cancel "
            + id
            + "` ends it");
  }

  private void print(RejudgeReport report, boolean applied) {
    if (json) {
      System.out.println(StrictJson.writePretty(report.json()));
      return;
    }
    if (!applied) {
      report.table(all).ifPresent(System.out::println);
    } else {
      report.rows().stream()
          .filter(row -> row.fate().filter(Fate.OVERTAKEN::equals).isPresent())
          .map(Row::id)
          .forEach(id ->
              System.err.println(
                  "gavel: " + id + " is not applied: something newer of it is there"));
    }
    System.out.println(report.summary(applied));
  }
}
