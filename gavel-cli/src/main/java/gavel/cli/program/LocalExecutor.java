package gavel.cli.program;

import gavel.worker.guest.GuestProcess;
import gavel.worker.guest.GuestTransport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A guest executor as a child of this command; it ends when this command does. */
public final class LocalExecutor implements AutoCloseable {
  private static final String MAIN = "gavel.executor.app.Main";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private final GuestProcess process;

  private LocalExecutor(GuestProcess process) {
    this.process = process;
  }

  /**
   * Starts it and waits until it is ready. What it has to say, also why it refuses to start, goes
   * to standard error.
   *
   * @param state a directory for it alone; the socket lies beside it
   * @param slots programs that can run at the same time
   * @param log how much it says
   * @param rootless without root, and with what cannot be enforced then
   */
  public static LocalExecutor start(
      GavelHome home, Path state, Path socket, int slots, LogLevel log, boolean rootless)
      throws EnvironmentProblem, InterruptedException {
    return start(home, state, socket, slots, log, rootless, Optional.empty(), Optional.empty());
  }

  /**
   * The same with other languages than the bundled ones, and with a directory for compiled programs
   * that outlive it, beside the state directory.
   *
   * @param languages a {@code languages.yaml}
   */
  static LocalExecutor start(
      GavelHome home,
      Path state,
      Path socket,
      int slots,
      LogLevel log,
      boolean rootless,
      Optional<Path> languages,
      Optional<Path> cache)
      throws EnvironmentProblem, InterruptedException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--socket",
                socket.toString(),
                "--state-dir",
                state.toString(),
                "--slots",
                Integer.toString(slots),
                "--until-stdin-ends"));
    if (rootless) {
      arguments.add("--rootless");
    }
    languages.ifPresent(
        file -> arguments.addAll(List.of("--languages", file.toAbsolutePath().toString())));
    cache.ifPresent(directory -> arguments.addAll(List.of("--artifact-dir", directory.toString())));
    List<String> command = home.executorCommand(MAIN, List.of(log.jvmOption()), arguments);
    try {
      return new LocalExecutor(GuestProcess.start(command, PATIENCE));
    } catch (IOException refused) {
      throw new EnvironmentProblem(
          "the guest executor does not start on this machine ("
              + refused.getMessage()
              + "); `gavel doctor` says what is missing",
          refused);
    }
  }

  /** The command that checks this machine and prints what it found as JSON. */
  static List<String> checkCommand(GavelHome home) {
    return home.executorCommand(
        MAIN, List.of(LogLevel.WARN.jvmOption()), List.of("--check", "--json"));
  }

  /** The way to it. */
  public GuestTransport transport() {
    return process.transport();
  }

  /** Where it listens. */
  public Path socket() {
    return process.socket();
  }

  /** Completes with the exit code when it ends, whatever ended it. */
  CompletableFuture<Integer> onExit() {
    return process.handle().onExit().thenApply(ended -> process.exitCode().orElse(-1));
  }

  /** Ends it and everything that it runs, and waits for that. */
  @Override
  public void close() throws IOException {
    process.close();
  }
}
