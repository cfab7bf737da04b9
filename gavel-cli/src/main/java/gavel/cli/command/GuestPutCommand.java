package gavel.cli.command;

import gavel.cli.ExitCode;
import gavel.cli.program.EnvironmentProblem;
import gavel.model.json.StrictJson;
import gavel.model.protocol.Body;
import gavel.worker.JudgeFault;
import gavel.worker.guest.Guest;
import gavel.worker.guest.OperatorClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Stores an input in a guest. */
@Command(
    name = "put",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Stores a file in the guest, as input for runs, and prints its SHA-256.")
public final class GuestPutCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "What to store.")
  private Path file = Path.of(".");

  @Mixin private GuestOptions options = new GuestOptions();

  @Override
  public Integer call() throws EnvironmentProblem, InterruptedException, IOException {
    if (!Files.isRegularFile(file)) {
      throw new ParameterException(spec.commandLine(), "Cannot read " + file + ": it is no file");
    }
    Body content = Body.ofFile(Guest.BLOB, file);
    return options.ask(spec.commandLine(), guest -> put(guest, content));
  }

  private int put(OperatorClient guest, Body content)
      throws JudgeFault, InterruptedException, IOException {
    String hash = SingleRun.sha256(content);
    guest.guest().putBlob(hash, content);
    System.out.println(
        options.json()
            ? StrictJson.writePretty(
                StrictJson.object().put("sha256", hash).put("size_bytes", content.size()))
            : hash);
    return ExitCode.OK;
  }
}
