package gavel.executor.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Small files that the kernel writes; below another root in tests. */
public record KernelFiles(Path root) {
  /** Those of this machine. */
  public static final KernelFiles OF_THIS_MACHINE = new KernelFiles(Path.of("/"));

  /** The text of a file, stripped; nothing where it is not there or not to be read. */
  Optional<String> read(String path) {
    try {
      return Optional.of(Files.readString(root.resolve(path)).strip());
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  /** The value of a line of this process's status. */
  Optional<String> statusLine(String key) {
    return read("proc/self/status")
        .flatMap(text -> text.lines().filter(line -> line.startsWith(key + ":")).findFirst())
        .map(line -> line.substring(key.length() + 1).strip());
  }

  boolean exists(String path) {
    return Files.exists(root.resolve(path));
  }
}
