package gavel.cli.command;

import gavel.cli.ExitCode;
import gavel.cli.program.EnvironmentProblem;
import gavel.cli.view.RunReport;
import gavel.model.protocol.Body;
import gavel.model.protocol.LimitsOverride;
import gavel.worker.JudgeFault;
import gavel.worker.guest.CompiledArtifact;
import gavel.worker.guest.Guest;
import gavel.worker.guest.OperatorClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compiles and runs a program once, in a guest. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Compiles a program and runs it once in the guest; prints what `gavel run` does.")
public final class GuestRunCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private GuestSources sources = new GuestSources();

  @Option(
      names = "--stdin",
      paramLabel = "F",
      description = "What it reads; '-' is this command's input. By default it reads nothing.")
  private @Nullable Path stdin;

  @Mixin private LimitOptions limitOptions = new LimitOptions();
  @Mixin private GuestOptions options = new GuestOptions();

  @Override
  public Integer call() throws EnvironmentProblem, InterruptedException, IOException {
    GuestSources.Compilation compilation = sources.read(spec.commandLine());
    LimitsOverride limits = limitOptions.limits(spec.commandLine());
    try (GivenInput input = GivenInput.read(spec.commandLine(), Guest.BLOB, stdin)) {
      Body body = input.body();
      return options.ask(spec.commandLine(), guest -> run(guest, compilation, body, limits));
    }
  }

  private int run(
      OperatorClient guest, GuestSources.Compilation compilation, Body input, LimitsOverride limits)
      throws JudgeFault, InterruptedException, IOException {
    CompiledArtifact compiled = compilation.on(guest);
    Optional<RunReport.Outcome> outcome =
        compiled.artifact().isEmpty()
            ? Optional.empty()
            : Optional.of(SingleRun.run(guest.guest(), compiled.artifact().get(), input, limits));
    SingleRun.print(compiled.report(), outcome, guest.guest().unenforced(), options.json());
    return ExitCode.OK;
  }
}
