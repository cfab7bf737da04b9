package gavel.executor.store;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/**
 * The CRC-32C of all names and contents of a directory, in a file of that directory. So what was
 * damaged, cut by a power failure or left half deleted is found out.
 */
final class TreeSum {
  private static final String NAME = ".crc32c";

  private TreeSum() {}

  /** Writes the sum of what is there. */
  static void write(Path directory) throws IOException {
    Files.writeString(directory.resolve(NAME), of(directory));
  }

  /** Whether there is one, and it is right. */
  static boolean isRight(Path directory) throws IOException {
    Path file = directory.resolve(NAME);
    try {
      return CacheDirectory.isOwnFile(file)
          && Files.readString(file, StandardCharsets.ISO_8859_1).equals(of(directory));
    } catch (NoSuchFileException evicted) {
      return false;
    }
  }

  private static String of(Path directory) throws IOException {
    CRC32C sum = new CRC32C();
    OutputStream out = new CheckedOutputStream(OutputStream.nullOutputStream(), sum);
    for (Path path : below(directory)) {
      String name = directory.relativize(path).toString();
      boolean file = Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
      String line = file ? name + " " + Files.size(path) : name;
      out.write(line.getBytes(StandardCharsets.UTF_8));
      out.write(0);
      if (file) {
        Files.copy(path, out);
      }
    }
    return Long.toHexString(sum.getValue());
  }

  private static List<Path> below(Path directory) throws IOException {
    Path own = directory.resolve(NAME);
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(path -> !path.equals(directory) && !path.equals(own)).sorted().toList();
    } catch (UncheckedIOException failed) {
      throw failed.getCause();
    }
  }
}
