package gavel.sandbox.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The static launcher program that this jar carries. */
public final class LauncherBinary {
  private static final String NAME = "gavel-launcher";

  private LauncherBinary() {}

  /**
   * Writes the launcher into a directory that only this user can write, replacing what is there
   * (running launchers keep their file), and returns its path.
   */
  public static Path installInto(Path directory) throws IOException {
    Path target = directory.resolve(NAME);
    Path fresh = directory.resolve(NAME + "." + ProcessHandle.current().pid());
    try (InputStream program = LauncherBinary.class.getResourceAsStream(NAME)) {
      if (program == null) {
        throw new IOException("Tried to read " + NAME + " from the sandbox jar: it is not there");
      }
      Files.copy(program, fresh, StandardCopyOption.REPLACE_EXISTING);
      Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("r-x------"));
      return Files.move(
          fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
