package gavel.cli.program;

import java.io.IOException;
import java.util.List;

/** A program that takes this command's place: it has the same input, output and end. */
public final class ChildProgram {
  private ChildProgram() {}

  /** Runs it to its end and returns its exit code; a signal that ends this command ends it too. */
  public static int runToEnd(List<String> command) throws EnvironmentProblem, InterruptedException {
    Process process;
    try {
      process = new ProcessBuilder(command).inheritIO().start();
    } catch (IOException refused) {
      throw new EnvironmentProblem(
          "cannot start " + command.getFirst() + ": " + refused.getMessage(), refused);
    }
    Thread passOn = new Thread(() -> endWith(process), "pass-on-signal");
    Runtime.getRuntime().addShutdownHook(passOn);
    int code = process.waitFor();
    ShutdownHooks.remove(passOn);
    return code;
  }

  private static void endWith(Process process) {
    process.destroy();
    process.onExit().join();
  }
}
