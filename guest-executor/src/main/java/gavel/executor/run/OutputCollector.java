package gavel.executor.run;

import gavel.model.protocol.Body;
import gavel.sandbox.OutputSink;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One output of a run, to become a body: in memory up to 1 MiB, else in a file that is root's own.
 */
public final class OutputCollector implements OutputSink, AutoCloseable {
  private static final int IN_MEMORY = 1 << 20;
  private final String name;
  private final Path directory;
  private ByteArrayOutputStream memory = new ByteArrayOutputStream(1 << 12);
  private @Nullable Path file;
  private @Nullable OutputStream toFile;

  /** Collects under the body's name; files are made in the directory. */
  public OutputCollector(String name, Path directory) {
    this.name = name;
    this.directory = directory;
  }

  @Override
  public synchronized void accept(byte[] buffer, int offset, int length) throws IOException {
    if (toFile == null && memory.size() + length > IN_MEMORY) {
      spill();
    }
    OutputStream out = toFile;
    if (out == null) {
      memory.write(buffer, offset, length);
    } else {
      out.write(buffer, offset, length);
    }
  }

  private void spill() throws IOException {
    Path fresh = Files.createTempFile(directory, name, null);
    file = fresh;
    OutputStream out = new BufferedOutputStream(Files.newOutputStream(fresh), 1 << 16);
    toFile = out;
    memory.writeTo(out);
    memory = new ByteArrayOutputStream(0);
  }

  /** All of it, once the run is over. A file is there until {@link #close}. */
  public synchronized Body body() throws IOException {
    if (file == null || toFile == null) {
      return Body.ofBytes(name, memory.toByteArray());
    }
    toFile.flush();
    return Body.ofFile(name, file);
  }

  @Override
  public synchronized void close() throws IOException {
    Path written = file;
    OutputStream open = toFile;
    if (written == null || open == null) {
      return;
    }
    file = null;
    toFile = null;
    try (open) {
      Files.deleteIfExists(written);
    }
  }
}
