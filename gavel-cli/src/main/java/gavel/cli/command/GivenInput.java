package gavel.cli.command;

import gavel.model.ByteSize;
import gavel.model.protocol.Body;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * What a program is to read, as it was named on the command line. A file stays where it is; what
 * comes from a pipe or a device is kept in a file until this is closed, as it may be more than fits
 * in memory, or endless.
 */
final class GivenInput implements AutoCloseable {
  /** What a guest takes of the bodies of a message. */
  private static final ByteSize MOST = ByteSize.ofMiB(2560);

  private static final int CHUNK = 1 << 16;
  private final Body body;
  private final Optional<Path> kept;

  private GivenInput(Body body, Optional<Path> kept) {
    this.body = body;
    this.kept = kept;
  }

  /** Nothing at all where none was named; a single dash is this command's own input. */
  static GivenInput read(CommandLine command, String name, @Nullable Path file) throws IOException {
    if (file == null) {
      return new GivenInput(Body.ofBytes(name, new byte[0]), Optional.empty());
    }
    if (file.toString().equals("-")) {
      return keep(command, name, "standard input", System.in, MOST);
    }
    try {
      if (Files.isRegularFile(file) && Files.isReadable(file) && Files.size(file) > 0) {
        return whole(command, name, file);
      }
      try (InputStream in = Files.newInputStream(file)) {
        return keep(command, name, file.toString(), in, MOST);
      }
    } catch (IOException unreadable) {
      String why = Files.exists(file) ? unreadable.getMessage() : "there is no such file";
      throw new ParameterException(command, "Cannot read " + file + ": " + why, unreadable);
    }
  }

  private static GivenInput whole(CommandLine command, String name, Path file) throws IOException {
    Body body = Body.ofFile(name, file);
    if (body.size() > MOST.bytes()) {
      throw tooLarge(command, file.toString(), MOST);
    }
    return new GivenInput(body, Optional.empty());
  }

  /** Keeps at most so much; what has more is refused, and nothing of it stays. */
  static GivenInput keep(
      CommandLine command, String name, String source, InputStream in, ByteSize most)
      throws IOException {
    Path file = Files.createTempFile("gavel-input", null);
    boolean complete = false;
    try {
      copy(command, source, in, file, most);
      complete = true;
      return new GivenInput(Body.ofFile(name, file), Optional.of(file));
    } finally {
      if (!complete) {
        Files.delete(file);
      }
    }
  }

  private static void copy(
      CommandLine command, String source, InputStream in, Path file, ByteSize most)
      throws IOException {
    byte[] chunk = new byte[CHUNK];
    long total = 0;
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        total += read;
        if (total > most.bytes()) {
          throw tooLarge(command, source, most);
        }
        out.write(chunk, 0, read);
      }
    }
  }

  private static ParameterException tooLarge(CommandLine command, String source, ByteSize most) {
    return new ParameterException(
        command, "A program reads at most " + most + "; " + source + " has more");
  }

  Body body() {
    return body;
  }

  @Override
  public void close() throws IOException {
    if (kept.isPresent()) {
      Files.deleteIfExists(kept.get());
    }
  }
}
