package gavel.cli.program;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A guest executor and a directory to work in, for a command that judges itself. */
public final class Workbench implements AutoCloseable {
  private final TemporaryDirectory directory;
  private final LocalExecutor executor;
  private final Thread atExit;
  private boolean released;

  private Workbench(TemporaryDirectory directory, LocalExecutor executor) {
    this.directory = directory;
    this.executor = executor;
    this.atExit = new Thread(this::release, "workbench-release");
  }

  /** Starts the executor, with one slot, and waits until it is ready. */
  public static Workbench open(GavelHome home, Optional<Path> languages)
      throws EnvironmentProblem, InterruptedException {
    return open(home, 1, languages);
  }

  /**
   * Starts the executor and waits until it is ready.
   *
   * @param slots programs that can run at the same time
   * @param languages a {@code languages.yaml} beside the bundled one
   */
  public static Workbench open(GavelHome home, int slots, Optional<Path> languages)
      throws EnvironmentProblem, InterruptedException {
    TemporaryDirectory directory = directory();
    Thread early = new Thread(() -> delete(directory), "workbench-directory");
    Runtime.getRuntime().addShutdownHook(early);
    boolean ready = false;
    try {
      Path root = directory.path();
      LocalExecutor executor =
          LocalExecutor.start(
              home,
              root.resolve("executor"),
              root.resolve("guest.sock"),
              slots,
              LogLevel.WARN,
              !ServiceUser.isRoot(),
              languages,
              UserCache.directory());
      Workbench workbench = new Workbench(directory, executor);
      // An interrupt from the keyboard skips every finally block.
      Runtime.getRuntime().addShutdownHook(workbench.atExit);
      ready = true;
      return workbench;
    } finally {
      ShutdownHooks.remove(early);
      if (!ready) {
        delete(directory);
      }
    }
  }

  private static TemporaryDirectory directory() throws EnvironmentProblem {
    try {
      return TemporaryDirectory.create("rwx------");
    } catch (IOException refused) {
      throw new EnvironmentProblem(
          "a temporary directory cannot be made: " + refused.getMessage(), refused);
    }
  }

  /** The executor. */
  public LocalExecutor executor() {
    return executor;
  }

  /** A directory for answers of the executor. */
  public Path scratch() {
    return directory.path().resolve("scratch");
  }

  @Override
  public void close() {
    release();
    ShutdownHooks.remove(atExit);
  }

  private synchronized void release() {
    if (released) {
      return;
    }
    released = true;
    try {
      executor.close();
    } catch (IOException unclosed) {
      System.err.println("gavel: the executor could not be ended: " + unclosed.getMessage());
    }
    delete(directory);
  }

  private static void delete(TemporaryDirectory directory) {
    try {
      directory.close();
    } catch (IOException undeleted) {
      System.err.println(
          "gavel: " + directory.path() + " could not be deleted: " + undeleted.getMessage());
    }
  }
}
