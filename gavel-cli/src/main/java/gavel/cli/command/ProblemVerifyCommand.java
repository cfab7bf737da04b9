package gavel.cli.command;

import gavel.cli.ExitCode;
import gavel.cli.program.EnvironmentProblem;
import gavel.cli.program.GavelHome;
import gavel.cli.program.ScratchSpace;
import gavel.cli.program.Workbench;
import gavel.cli.verify.GuestPackageChecks;
import gavel.cli.verify.JudgeSlots;
import gavel.cli.verify.OpenedPackage;
import gavel.cli.verify.PackageSource;
import gavel.cli.verify.Verification;
import gavel.cli.verify.VerifyReport;
import gavel.cli.view.ProgressLine;
import gavel.cli.view.Terminal;
import gavel.cli.view.VerifyJson;
import gavel.cli.view.VerifyPage;
import gavel.cli.view.VerifyText;
import gavel.model.json.StrictJson;
import gavel.model.language.Languages;
import gavel.testcases.problem.Glob;
import gavel.testcases.problem.ProblemPackage;
import gavel.testcases.timing.TimeMargins;
import gavel.worker.JudgeFault;
import gavel.worker.guest.Guest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks problem packages against their own juries. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Says all that is wrong with problem packages: reads them, checks their data, runs every"
            + " submission of the jury on every test, and compares with what is expected.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:nothing is wrong, apart from warnings",
      "1:a package has errors, or a submission is not what its jury expects",
      "2:the command line cannot be used",
      "3:this machine, or something it depends on, cannot be used"
    })
public final class ProblemVerifyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "PKG",
      description = "The directory of a problem package, or an archive of one.")
  private List<Path> packages = List.of();

  @Option(
      names = {"-j", "--jobs"},
      paramLabel = "N",
      defaultValue = "1",
      converter = Converters.SlotsConverter.class,
      description =
          "How many submissions run at a time, at most one a core (default: ${DEFAULT-VALUE})."
              + " Over 1 disturbs times; what is close to the time limit runs again alone.")
  private int jobs = 1;

  @Option(
      names = "--time-limit",
      paramLabel = "T",
      converter = Converters.DurationConverter.class,
      description = "The time limit to judge with, such as 2s (default: the package's).")
  private @Nullable Duration timeLimit;

  @Option(
      names = "--generous-limit",
      paramLabel = "T",
      defaultValue = "60s",
      converter = Converters.DurationConverter.class,
      description =
          "What solutions may take while the time limit is derived from them (default:"
              + " ${DEFAULT-VALUE}).")
  private Duration generousLimit = Duration.ofSeconds(60);

  @Option(
      names = "--submissions",
      paramLabel = "GLOB",
      description =
          "Judge only these, such as 'accepted' or '{accepted,wrong_answer}/*.py'; names are below"
              + " submissions/.")
  private @Nullable String submissions;

  @Option(
      names = "--lazy",
      description =
          "Run no test behind the one that decides the verdict: much quicker where submissions are"
              + " to be too slow, but nothing is known of the other tests.")
  private boolean lazy;

  @Mixin private LanguageOptions languageOptions = new LanguageOptions();

  @Option(names = "--html", paramLabel = "FILE", description = "Also write a page about it.")
  private @Nullable Path html;

  @Option(names = "--json", description = "Print one JSON object and nothing else.")
  private boolean json;

  @Option(names = "--no-color", description = "No colours on a terminal either.")
  private boolean plain;

  @Override
  public Integer call() throws EnvironmentProblem, InterruptedException, IOException {
    Languages languages = languageOptions.read();
    Verification.Wishes wishes = wishes();
    checkPlaces();
    List<VerifyReport> reports;
    try (ScratchSpace scratch = ScratchSpace.open()) {
      reports = verify(open(scratch, languages), languages, wishes);
    }
    if (html != null) {
      Files.writeString(html, VerifyPage.of(reports));
    }
    if (json) {
      System.out.println(StrictJson.writePretty(VerifyJson.of(reports)));
    }
    return reports.stream().allMatch(VerifyReport::ok) ? ExitCode.OK : ExitCode.UNEXPECTED;
  }

  /** Before anything takes its time. */
  private void checkPlaces() {
    for (Path place : packages) {
      if (!Files.isDirectory(place) && !Files.isRegularFile(place)) {
        throw new ParameterException(
            spec.commandLine(), "There is no problem package or archive " + place);
      }
    }
    if (html != null && Files.isDirectory(html)) {
      throw new ParameterException(spec.commandLine(), "--html: " + html + " is a directory");
    }
    Path directory = html == null ? null : html.toAbsolutePath().getParent();
    if (directory != null && !Files.isWritable(directory)) {
      throw new ParameterException(
          spec.commandLine(), "--html: nothing can be written to " + directory);
    }
  }

  private Verification.Wishes wishes() {
    try {
      return new Verification.Wishes(
          Optional.ofNullable(timeLimit),
          generousLimit,
          Optional.ofNullable(submissions).map(Glob::new),
          lazy);
    } catch (IllegalArgumentException tooMany) {
      throw new ParameterException(
          spec.commandLine(), "--submissions: " + tooMany.getMessage(), tooMany);
    }
  }

  private List<OpenedPackage> open(ScratchSpace scratch, Languages languages) throws IOException {
    PackageSource source = new PackageSource(scratch, languages);
    List<OpenedPackage> opened = new ArrayList<>();
    for (Path place : packages) {
      opened.add(source.open(place));
    }
    return opened;
  }

  private List<VerifyReport> verify(
      List<OpenedPackage> opened, Languages languages, Verification.Wishes wishes)
      throws EnvironmentProblem, InterruptedException, IOException {
    int slots = Math.min(jobs, Runtime.getRuntime().availableProcessors());
    if (slots > 1) {
      spec.commandLine()
          .getErr()
          .println("gavel: " + slots + " submissions at a time disturb each other's times");
    }
    try (Workbench workbench =
        Workbench.open(GavelHome.fromEnvironment(), slots, languageOptions.file())) {
      List<VerifyReport> reports = new ArrayList<>();
      for (OpenedPackage each : opened) {
        VerifyReport report = verify(each, wishes, new JuryBench(workbench, languages, slots));
        if (!json) {
          System.out.println((reports.isEmpty() ? "" : System.lineSeparator()) + text(report));
        }
        reports.add(report);
      }
      return reports;
    } catch (JudgeFault fault) {
      throw new EnvironmentProblem(String.valueOf(fault.getMessage()), fault);
    }
  }

  /** With a progress bar that is gone before the report is printed. */
  private static VerifyReport verify(
      OpenedPackage opened, Verification.Wishes wishes, JuryBench bench)
      throws JudgeFault, EnvironmentProblem, InterruptedException, IOException {
    try (ProgressLine line = ProgressLine.onTerminal("verifying");
        JudgeSlots judges = bench.judges(line)) {
      return verify(opened, wishes, judges, bench);
    }
  }

  private static VerifyReport verify(
      OpenedPackage opened, Verification.Wishes wishes, JudgeSlots judges, JuryBench bench)
      throws EnvironmentProblem, InterruptedException, IOException {
    if (opened.problem().isEmpty()) {
      return new VerifyReport(
          opened.name(),
          opened.name(),
          0,
          Optional.empty(),
          TimeMargins.NONE,
          opened.problems(),
          List.of(),
          List.of(),
          judges.unenforced());
    }
    ProblemPackage problem = opened.problem().get();
    try (Guest guest = bench.guest()) {
      return new Verification(problem, wishes, judges)
          .verify(
              opened,
              bench.sources(problem),
              new GuestPackageChecks(problem, guest, bench.languages()));
    }
  }

  private String text(VerifyReport report) {
    return VerifyText.of(report, !plain && Terminal.showsColours());
  }
}
