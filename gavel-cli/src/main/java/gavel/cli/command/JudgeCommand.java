package gavel.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gavel.cli.ExitCode;
import gavel.cli.program.EnvironmentProblem;
import gavel.cli.program.GavelHome;
import gavel.cli.program.ScratchSpace;
import gavel.cli.program.Toolchains;
import gavel.cli.program.Workbench;
import gavel.cli.view.JudgeReport;
import gavel.cli.view.ProgressLine;
import gavel.model.ByteSize;
import gavel.model.Status;
import gavel.model.json.StrictJson;
import gavel.model.language.LanguageDefinition;
import gavel.model.language.Languages;
import gavel.model.protocol.Body;
import gavel.model.topic.VerdictRecord.CompileReport;
import gavel.testcases.problem.ProblemPackage;
import gavel.worker.JudgeFault;
import gavel.worker.guest.ReconnectingGuest;
import gavel.worker.judge.JudgePolicy;
import gavel.worker.judge.JudgeRequest;
import gavel.worker.judge.JudgeSettings;
import gavel.worker.judge.Judgeability;
import gavel.worker.judge.JudgedSubmission;
import gavel.worker.judge.ParallelJudge;
import gavel.worker.judge.SubmissionJudge;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

/** Judges one submission against a problem package, in this process and without Kafka. */
@Command(
    name = "judge",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:it was judged, whatever the verdict",
      "2:the command line, or what it names, cannot be used",
      "3:this machine, or something it depends on, cannot be used"
    },
    description = {
      "Judges a submission against a problem package.",
      "Where the problem takes answers instead of programs (submit-answer), FILE is an answer, a"
          + " directory of answers or a .zip of them, each called after the test that it answers:"
          + " 01.out, g1/01.ans, secret/g1/01. They have no language."
    })
public final class JudgeCommand implements Callable<Integer> {
  private static final ByteSize TRANSCRIPT = ByteSize.ofMiB(1);
  private static final Duration GENEROUS = Duration.ofSeconds(60);
  private static final double NANOS = 1e9;

  /** What stands in reports for the language of answers. */
  private static final String NO_LANGUAGE = "answers";

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "The sources, or the directory that they are in; or the answers.")
  private List<Path> files = List.of();

  @Option(
      names = {"-p", "--problem"},
      required = true,
      paramLabel = "PKG",
      description = "The directory of a problem package, or an archive of one.")
  private Path problem = Path.of(".");

  @Option(
      names = {"-l", "--language"},
      paramLabel = "L",
      description =
          "Its language; by default the extension tells, and Python runs on PyPy, and Kotlin is"
              + " Kotlin 2, where those are installed, as packages are made with them; python is"
              + " CPython, kotlin is Debian's.")
  private @Nullable String language;

  @Option(
      names = "--entrypoint",
      paramLabel = "NAME",
      description =
          "The file or class to start; by default as the language does, which may have no use for"
              + " it.")
  private @Nullable String entrypoint;

  @Option(
      names = "--time-limit",
      paramLabel = "T",
      converter = Converters.DurationConverter.class,
      description =
          "The time limit, such as 2s (default: the package's; where it has none, the one that its"
              + " jury's solutions make).")
  private @Nullable Duration timeLimit;

  @Option(names = "--all", description = "Run all tests, also behind the first that fails.")
  private boolean all;

  @Option(
      names = {"-j", "--jobs"},
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Run N tests at a time, at most one a core (default: ${DEFAULT-VALUE}); they disturb each"
              + " other's times a little.")
  private int jobs;

  @Option(
      names = "--rerun",
      paramLabel = "N",
      defaultValue = "0",
      description = "Run a test that ends within a tenth over its time limit again, N times.")
  private int reruns;

  @Option(
      names = "--transcript",
      description =
          "Show what was said in tests of interactive problems, up to 1 MiB of each: > is the"
              + " submission, < is what it hears.")
  private boolean transcript;

  @Option(names = "--json", description = "Print one JSON object and nothing else.")
  private boolean json;

  @Mixin private LanguageOptions languages = new LanguageOptions();

  private List<String> unenforced = List.of();

  @Override
  public Integer call() throws EnvironmentProblem, InterruptedException, IOException {
    Languages known = languages.read();
    SourceFiles sources = new SourceFiles(spec.commandLine(), known);
    sources.requireThere(files);
    try (ScratchSpace scratch = ScratchSpace.open()) {
      ProblemPackage read = new PackageArgument(spec.commandLine(), known, scratch).read(problem);
      Judged judged =
          Judgeability.takesAnswers(read)
              ? judge(read, answers(), List.of(), known)
              : judge(read, sources.read(files), runners(sources, known), known);
      if (judged.language().isEmpty()) {
        CompileReport compile = judged.submission().compile();
        compile.output().lines().forEach(note -> System.err.println("gavel: " + note));
      }
      String inLanguage = judged.language().map(LanguageDefinition::id).orElse(NO_LANGUAGE);
      ObjectNode report = JudgeReport.json(read, inLanguage, judged.submission());
      report.set("unenforced", StrictJson.tree(unenforced));
      System.out.println(
          json ? StrictJson.writePretty(report) : JudgeReport.text(judged.submission()));
    }
    return ExitCode.OK;
  }

  /** The answers, to which some options mean nothing: whoever gave one may expect otherwise. */
  private List<Body> answers() {
    List<String> unused = new ArrayList<>();
    if (language != null) {
      unused.add("--language");
    }
    if (entrypoint != null) {
      unused.add("--entrypoint");
    }
    if (!unused.isEmpty()) {
      spec.commandLine()
          .getErr()
          .println(
              "gavel: warning: "
                  + String.join(" and ", unused)
                  + " not used: the problem takes answers, which have no language");
    }
    return new AnswerSources(spec.commandLine()).read(files);
  }

  /** What came of the submission in a language; answers have none. */
  private record Judged(Optional<LanguageDefinition> language, JudgedSubmission submission) {
    boolean compiled() {
      return submission.status() != Status.COMPILATION_ERROR;
    }
  }

  /** The language to judge in, and behind it what may know more where that does not compile. */
  private List<LanguageDefinition> runners(SourceFiles sources, Languages known) {
    LanguageDefinition claimed = sources.language(language, files);
    LanguageDefinition preferred =
        language == null ? known.inPackages(claimed, Toolchains::isInstalled) : claimed;
    return preferred.equals(claimed) || !Toolchains.isInstalled(claimed)
        ? List.of(preferred)
        : List.of(preferred, claimed);
  }

  private Judged judge(
      ProblemPackage read, List<Body> sources, List<LanguageDefinition> runners, Languages known)
      throws EnvironmentProblem, InterruptedException, IOException {
    int slots = Math.clamp(jobs, 1, Runtime.getRuntime().availableProcessors());
    try (Workbench workbench =
        Workbench.open(GavelHome.fromEnvironment(), slots, languages.file())) {
      JuryBench bench = new JuryBench(workbench, known, slots);
      if (runners.isEmpty()) {
        return judge(read, Optional.empty(), sources, bench);
      }
      ProblemPackage limited = read.withTimeLimit(limit(read, bench));
      Judged judged = judge(limited, Optional.of(runners.getFirst()), sources, bench);
      if (judged.compiled() || runners.size() == 1) {
        return judged;
      }
      Judged other = judge(limited, Optional.of(runners.getLast()), sources, bench);
      return other.compiled() ? other : judged;
    } catch (JudgeFault.Rejected rejected) {
      throw new ParameterException(
          spec.commandLine(), rejected.field().orElse("") + " " + rejected.getMessage(), rejected);
    } catch (JudgeFault fault) {
      throw new EnvironmentProblem(String.valueOf(fault.getMessage()), fault);
    }
  }

  /** As asked for, else as the package says, else as its own solutions have it. */
  private Duration limit(ProblemPackage read, JuryBench bench)
      throws JudgeFault, EnvironmentProblem, InterruptedException, IOException {
    if (timeLimit != null) {
      return timeLimit;
    }
    if (read.timeLimit().isPresent()) {
      return read.timeLimit().get();
    }
    Duration derived =
        bench
            .derive(read, GENEROUS)
            .orElseThrow(() ->
                new ParameterException(
                    spec.commandLine(),
                    problem
                        + " has no time limit, and no solution that it could be derived from; say"
                        + " one with --time-limit, or write its seconds to .timelimit"));
    String seconds = String.format(Locale.ROOT, "%.3f", derived.toNanos() / NANOS);
    spec.commandLine()
        .getErr()
        .println(
            "gavel: "
                + problem
                + " has no time limit; its jury's solutions make it "
                + seconds
                + " s (--time-limit "
                + seconds
                + "s saves running them)");
    return derived;
  }

  private Judged judge(
      ProblemPackage limited,
      Optional<LanguageDefinition> runner,
      List<Body> sources,
      JuryBench bench)
      throws JudgeFault, InterruptedException {
    JudgeRequest request =
        new JudgeRequest(
            "judge",
            0,
            limited,
            runner,
            sources,
            Optional.ofNullable(entrypoint),
            all ? JudgePolicy.RUN_ALL : JudgePolicy.STOP_AT_FIRST_FAILURE);
    List<ReconnectingGuest> guests = new ArrayList<>();
    try (ProgressLine progress = ProgressLine.onTerminal("judging")) {
      for (int slot = 0; slot < bench.slots(); slot++) {
        guests.add(bench.guest());
      }
      unenforced = guests.getFirst().unenforced();
      JudgeSettings settings = settings();
      ParallelJudge judge =
          new ParallelJudge(
              guests.stream().map(guest -> new SubmissionJudge(guest, settings)).toList());
      return new Judged(runner, judge.judge(request, progress.listener()));
    } finally {
      guests.forEach(ReconnectingGuest::close);
    }
  }

  private JudgeSettings settings() {
    JudgeSettings settings = JudgeSettings.of(languages.read()).withReruns(reruns);
    return transcript ? settings.withTranscript(TRANSCRIPT) : settings;
  }
}
