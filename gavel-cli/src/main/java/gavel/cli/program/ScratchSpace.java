package gavel.cli.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A temporary directory for this command alone, gone when the command ends, however it ends. */
public final class ScratchSpace implements AutoCloseable {
  private final TemporaryDirectory directory;
  private final Thread atExit;
  private boolean released;

  private ScratchSpace(TemporaryDirectory directory) {
    this.directory = directory;
    this.atExit = new Thread(this::release, "scratch-release");
  }

  /** Makes one. */
  public static ScratchSpace open() throws EnvironmentProblem {
    try {
      ScratchSpace space = new ScratchSpace(TemporaryDirectory.create("rwx------"));
      // An interrupt from the keyboard skips every finally block.
      Runtime.getRuntime().addShutdownHook(space.atExit);
      return space;
    } catch (IOException refused) {
      throw new EnvironmentProblem(
          "a temporary directory cannot be made: " + refused.getMessage(), refused);
    }
  }

  /** A new empty directory in it. */
  public Path directory() throws IOException {
    return Files.createTempDirectory(directory.path(), "part");
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
      directory.close();
    } catch (IOException undeleted) {
      System.err.println(
          "gavel: " + directory.path() + " could not be deleted: " + undeleted.getMessage());
    }
  }
}
