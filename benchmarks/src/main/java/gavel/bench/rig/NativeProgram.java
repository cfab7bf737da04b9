package gavel.bench.rig;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;

/** A static program that this jar carries; its source is in {@code src/main/c}. */
public enum NativeProgram {
  /** Exits with 0 and is without a libc. */
  NOOP("noop"),
  /** Exits with 0 and is linked with the C library, statically. */
  NOOP_LIBC("noop-libc"),
  /** The programs of the soak test, by their first argument. */
  MIX("mix"),
  /** Starts programs and times them. */
  SPAWN("gavel-spawn");

  private final String file;

  NativeProgram(String file) {
    this.file = file;
  }

  /** Writes it into a directory, for everyone to execute, and returns its path. */
  public Path installInto(Path directory) throws IOException {
    Path target = directory.resolve(file);
    try (InputStream program = NativeProgram.class.getResourceAsStream(file)) {
      if (program == null) {
        throw new IOException(
            "Tried to read " + name().toLowerCase(Locale.ROOT) + " from the jar: it is not there");
      }
      Files.copy(program, target);
    }
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("r-xr-xr-x"));
    return target;
  }
}
