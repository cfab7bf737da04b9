package gavel.executor.operator;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The static programs that this jar carries for operators' requests. */
public enum HelperProgram {
  /** Runs a command and ends all of it. */
  COMMAND("gavel-command"),
  /** Configures a network card. */
  NETWORK("gavel-network");

  private final String file;

  HelperProgram(String file) {
    this.file = file;
  }

  /** Writes it into a directory that only this user can write, and returns its path. */
  public Path installInto(Path directory) throws IOException {
    Path target = directory.resolve(file);
    Path fresh = Files.createTempFile(directory, file, ".new");
    try (InputStream program = HelperProgram.class.getResourceAsStream(file)) {
      if (program == null) {
        throw new IOException(
            "Tried to read " + file + " from the executor's jar: it is not there");
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
