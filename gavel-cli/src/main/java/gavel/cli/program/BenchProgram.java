package gavel.cli.program;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gavel.cli.ExitCode;
import gavel.model.json.InvalidField;
import gavel.model.json.StrictJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The program that measures, as a child of this command; it ends when this command does. */
public final class BenchProgram {
  private static final String MAIN = "gavel.bench.app.Main";

  private BenchProgram() {}

  /** What it printed, an empty object for a misuse, and how it ended: 0, 1 or 2. */
  public record Outcome(ObjectNode report, int exitCode) {}

  /** Runs it to its end; progress and complaints go to standard error. */
  public static Outcome run(GavelHome home, List<String> arguments)
      throws EnvironmentProblem, InterruptedException {
    List<String> all = new ArrayList<>(arguments);
    all.add("--until-stdin-ends");
    // A heap that is all there from the start, so that growth of the process is a leak.
    List<String> options =
        List.of("-XX:+UseSerialGC", "-Xms192m", "-Xmx192m", "-XX:+AlwaysPreTouch");
    try {
      Process process =
          new ProcessBuilder(GavelHome.command(home.lib("bench"), MAIN, options, all))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      byte[] printed = process.getInputStream().readAllBytes();
      int code = process.waitFor();
      return switch (code) {
        case ExitCode.OK, ExitCode.UNEXPECTED -> new Outcome(StrictJson.readObject(printed), code);
        case ExitCode.USAGE -> new Outcome(StrictJson.object(), code);
        default ->
            throw new EnvironmentProblem(
                "the bench ended with exit code " + code + "; `gavel doctor` says what is missing");
      };
    } catch (IOException refused) {
      throw new EnvironmentProblem("the bench cannot be started: " + refused.getMessage(), refused);
    } catch (InvalidField malformed) {
      throw new EnvironmentProblem("the bench's report " + malformed.getMessage(), malformed);
    }
  }
}
