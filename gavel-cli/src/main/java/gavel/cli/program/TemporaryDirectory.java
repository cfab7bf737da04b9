package gavel.cli.program;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

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
    if (Files.exists(path)) {
      Files.walkFileTree(path, new Deletion());
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.deleteIfExists(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
