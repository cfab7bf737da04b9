package gavel.cli.command;

import gavel.cli.ExitCode;
import gavel.cli.program.EnvironmentProblem;
import gavel.cli.program.GavelHome;
import gavel.cli.program.Workbench;
import gavel.cli.view.RunReport;
import gavel.model.language.LanguageDefinition;
import gavel.model.protocol.Body;
import gavel.model.protocol.LimitsOverride;
import gavel.worker.JudgeFault;
import gavel.worker.guest.CompileJob;
import gavel.worker.guest.CompiledArtifact;
import gavel.worker.guest.Guest;
import gavel.worker.guest.GuestClient;
import gavel.worker.guest.GuestSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compiles and runs a program once, in the sandbox and without Kafka. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Compiles a program and runs it once in the sandbox.")
public final class RunCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "The sources.")
  private List<Path> files = List.of();

  @Option(
      names = {"-l", "--language"},
      paramLabel = "L",
      description = "Its language; by default the extension tells.")
  private @Nullable String language;

  @Mixin private LanguageOptions languages = new LanguageOptions();

  @Option(
      names = "--stdin",
      paramLabel = "F",
      description = "What it reads; '-' is this command's input. By default it reads nothing.")
  private @Nullable Path stdin;

  @Mixin private LimitOptions limitOptions = new LimitOptions();

  @Option(names = "--json", description = "Print one JSON object and nothing else.")
  private boolean json;

  @Override
  public Integer call() throws EnvironmentProblem, InterruptedException, IOException {
    SourceFiles sources = new SourceFiles(spec.commandLine(), languages.read());
    LanguageDefinition found = sources.language(language, files);
    List<Body> bodies = sources.read(files);
    LimitsOverride limits = limitOptions.limits(spec.commandLine());
    try (GivenInput input = GivenInput.read(spec.commandLine(), Guest.BLOB, stdin);
        Workbench workbench = Workbench.open(GavelHome.fromEnvironment(), languages.file());
        GuestClient guest =
            GuestClient.connect(
                workbench.executor().transport(),
                GuestSettings.in(workbench.scratch()).allowingRootless(true))) {
      CompiledArtifact compiled =
          guest.compile(new CompileJob(found.id(), bodies, Optional.empty(), LimitsOverride.NONE));
      Optional<RunReport.Outcome> outcome =
          compiled.artifact().isEmpty()
              ? Optional.empty()
              : Optional.of(SingleRun.run(guest, compiled.artifact().get(), input.body(), limits));
      SingleRun.print(compiled.report(), outcome, guest.unenforced(), json);
      return ExitCode.OK;
    } catch (JudgeFault fault) {
      throw new EnvironmentProblem(String.valueOf(fault.getMessage()), fault);
    }
  }
}
