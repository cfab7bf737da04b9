package gavel.executor.box;

import gavel.sandbox.libc.RelativePath;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file, or an empty directory, to be put into a working directory.
 *
 * @param content where it is, below the state directory; nothing where this is a directory
 */
public record PlacedFile(RelativePath path, Optional<Path> content, boolean executable) {
  private static final int PLAIN = 0644;
  private static final int EXECUTABLE = 0755;

  int permissions() {
    return executable ? EXECUTABLE : PLAIN;
  }
}
