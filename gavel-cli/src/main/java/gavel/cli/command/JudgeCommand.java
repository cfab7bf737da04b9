package gavel.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gavel.cli.ExitCode;
import gavel.cli.program.EnvironmentProblem;
import gavel.cli.program.GavelHome;
import gavel.cli.program.Workbench;
import gavel.cli.view.JudgeReport;
import gavel.cli.view.ProgressLine;
import gavel.model.json.StrictJson;
import gavel.model.language.LanguageDefinition;
import gavel.model.language.Languages;
import gavel.model.protocol.Body;
import gavel.testcases.problem.ProblemPackage;
import gavel.worker.JudgeFault;
import gavel.worker.guest.GuestSettings;
import gavel.worker.guest.ReconnectingGuest;
import gavel.worker.judge.JudgePolicy;
import gavel.worker.judge.JudgeRequest;
import gavel.worker.judge.JudgedSubmission;
import gavel.worker.judge.SubmissionJudge;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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
    description = "Judges a submission against a problem package.")
public final class JudgeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "The sources.")
  private List<Path> files = List.of();

  @Option(
      names = {"-p", "--problem"},
      required = true,
      paramLabel = "PKG",
      description = "The directory of the problem package.")
  private Path problem = Path.of(".");

  @Option(
      names = {"-l", "--language"},
      paramLabel = "L",
      description = "Its language; by default the extension tells.")
  private @Nullable String language;

  @Option(names = "--all", description = "Run all tests, also behind the first that fails.")
  private boolean all;

  @Option(names = "--json", description = "Print one JSON object and nothing else.")
  private boolean json;

  private List<String> unenforced = List.of();

  @Override
  public Integer call() throws EnvironmentProblem, InterruptedException, IOException {
    SourceFiles sources = new SourceFiles(spec.commandLine(), Languages.bundled());
    LanguageDefinition found = sources.language(language, files);
    List<Body> bodies = sources.read(files);
    ProblemPackage read = new PackageArgument(spec.commandLine()).read(problem);
    JudgeRequest request =
        new JudgeRequest(
            "judge",
            0,
            read,
            found,
            bodies,
            all ? JudgePolicy.RUN_ALL : JudgePolicy.STOP_AT_FIRST_FAILURE);
    JudgedSubmission judged = judge(request);
    ObjectNode report = JudgeReport.json(read.id().value(), found.id(), judged);
    report.set("unenforced", StrictJson.tree(unenforced));
    System.out.println(json ? StrictJson.writePretty(report) : JudgeReport.text(judged));
    return ExitCode.OK;
  }

  private JudgedSubmission judge(JudgeRequest request)
      throws EnvironmentProblem, InterruptedException {
    try (Workbench workbench = Workbench.open(GavelHome.fromEnvironment());
        ReconnectingGuest guest =
            ReconnectingGuest.of(
                workbench.executor().transport(),
                GuestSettings.in(workbench.scratch()).allowingRootless(true));
        ProgressLine progress = ProgressLine.onTerminal("judging")) {
      unenforced = guest.unenforced();
      return new SubmissionJudge(guest).judge(request, progress.listener());
    } catch (JudgeFault.Rejected rejected) {
      throw new ParameterException(
          spec.commandLine(), rejected.field().orElse("") + " " + rejected.getMessage(), rejected);
    } catch (JudgeFault fault) {
      throw new EnvironmentProblem(String.valueOf(fault.getMessage()), fault);
    }
  }
}
