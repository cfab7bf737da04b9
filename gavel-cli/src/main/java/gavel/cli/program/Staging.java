package gavel.cli.program;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/** Copies directories to a place where the service user can read them, only where it must. */
final class Staging {
  private static final String READABLE_DIRECTORY = "rwxr-xr-x";
  private static final String READABLE_FILE = "rw-r--r--";
  private final Path place;
  private final ServiceUser user;

  /** Copies go below the place, each under the number of its turn and its own name. */
  Staging(Path place, ServiceUser user) throws IOException {
    new TemporaryDirectory(place).close();
    this.place = Files.createDirectories(place);
    this.user = user;
  }

  /** The directory itself where the service user can read it, else a copy. */
  Path readable(Path directory) throws EnvironmentProblem, InterruptedException, IOException {
    if (user.canRead(directory)) {
      return directory;
    }
    Path parent = Files.createTempDirectory(place, "copy-");
    setReadable(parent, READABLE_DIRECTORY);
    Path copy = parent.resolve(directory.getFileName());
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path from, BasicFileAttributes attributes)
              throws IOException {
            Path to = Files.createDirectory(copy.resolve(directory.relativize(from)));
            setReadable(to, READABLE_DIRECTORY);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path from, BasicFileAttributes attributes)
              throws IOException {
            if (attributes.isRegularFile()) {
              Path to = copy.resolve(directory.relativize(from));
              Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
              setReadable(to, READABLE_FILE);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return copy;
  }

  private static void setReadable(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }
}
