package gavel.cli.program;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gavel.model.json.InvalidField;
import gavel.model.json.StrictJson;
import java.io.IOException;

/** What {@code guest-executor --check} finds on this machine. */
public final class ExecutorCheck {
  private ExecutorCheck() {}

  /** The object {@code ok, checks[{name, status, detail, fix}]}. */
  public static ObjectNode run(GavelHome home) throws EnvironmentProblem, InterruptedException {
    try {
      Process process =
          new ProcessBuilder(LocalExecutor.checkCommand(home))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      process.getOutputStream().close();
      byte[] printed = process.getInputStream().readAllBytes();
      int code = process.waitFor();
      if (printed.length == 0) {
        throw new EnvironmentProblem(
            "the guest executor found nothing out and ended with exit code " + code);
      }
      return StrictJson.readObject(printed);
    } catch (IOException refused) {
      throw new EnvironmentProblem(
          "the guest executor cannot be started: " + refused.getMessage(), refused);
    } catch (InvalidField malformed) {
      throw new EnvironmentProblem(
          "the guest executor's report " + malformed.getMessage(), malformed);
    }
  }
}
