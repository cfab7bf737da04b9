package gavel.cli.program;

import gavel.worker.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A directory that goes with everything in it when it is closed; links in it are not followed. */
public record TemporaryDirectory(Path path) implements AutoCloseable {
  /**
   * Makes one below the system's directory for temporary files.
   *
   * @param permissions as {@code ls -l} shows them, such as {@code rwx------}
   */
  public static TemporaryDirectory create(String permissions) throws IOException {
    Path path = Files.createTempDirectory("gavel-");
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    return new TemporaryDirectory(path);
  }

  @Override
  public void close() throws IOException {
    FileTree.remove(path);
  }
}
