package gavel.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gavel.cli.ExitCode;
import gavel.cli.program.EnvironmentProblem;
import gavel.model.json.StrictJson;
import gavel.worker.JudgeFault;
import gavel.worker.guest.CompiledArtifact;
import gavel.worker.guest.OperatorClient;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Compiles in a guest. */
@Command(
    name = "compile",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Compiles in the guest and prints the artifact's name; exits with 1 if it fails.")
public final class GuestCompileCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private GuestSources sources = new GuestSources();
  @Mixin private GuestOptions options = new GuestOptions();

  @Override
  public Integer call() throws EnvironmentProblem, InterruptedException, IOException {
    GuestSources.Compilation compilation = sources.read(spec.commandLine());
    return options.ask(spec.commandLine(), guest -> compile(guest, compilation));
  }

  private int compile(OperatorClient guest, GuestSources.Compilation compilation)
      throws JudgeFault, InterruptedException {
    CompiledArtifact compiled = compilation.on(guest);
    if (options.json()) {
      ObjectNode json = StrictJson.object().put("artifact", compiled.artifact().orElse(null));
      json.setAll((ObjectNode) StrictJson.tree(compiled.report()));
      System.out.println(StrictJson.writePretty(json));
    } else {
      System.err.print(compiled.report().output());
      System.out.println(compiled.artifact().orElse(compiled.report().status().json()));
    }
    return compiled.artifact().isPresent() ? ExitCode.OK : ExitCode.UNEXPECTED;
  }
}
