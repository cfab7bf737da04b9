package gavel.bench.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory that everyone can look into, and that goes with all in it when it is closed. */
public record ScratchDirectory(Path path) implements AutoCloseable {
  /** Makes one. */
  public static ScratchDirectory create() throws IOException {
    Path path = Files.createTempDirectory("gavel-bench-").toRealPath();
    open(path);
    return new ScratchDirectory(path);
  }

  /** A directory in it, made when it is missing. */
  public Path directory(String name) throws IOException {
    Path made = Files.createDirectories(path.resolve(name));
    open(made);
    return made;
  }

  private static void open(Path directory) throws IOException {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Override
  public void close() throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(path)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : all) {
      Files.delete(each);
    }
  }
}
