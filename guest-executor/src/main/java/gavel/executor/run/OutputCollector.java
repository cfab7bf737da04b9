package gavel.executor.run;

import gavel.model.protocol.Body;
import gavel.sandbox.OutputSink;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One output of a run, to become a body: in memory up to 64 KiB, else in a file that is root's own.
 * It can be read from its beginning while it grows: whoever does that, and how fast, is nothing to
 * the program.
 */
public final class OutputCollector implements OutputSink, AutoCloseable {
  private static final int IN_MEMORY = 64 << 10;
  private final String name;
  private final Path directory;
  private byte[] memory = new byte[1 << 12];
  private long size;
  private boolean over;
  private boolean closed;
  private @Nullable Path file;
  private @Nullable RandomAccessFile opened;

  /** Collects under the body's name; files are made in the directory. */
  public OutputCollector(String name, Path directory) {
    this.name = name;
    this.directory = directory;
  }

  @Override
  public synchronized void accept(byte[] buffer, int offset, int length) throws IOException {
    if (opened == null && size + length > IN_MEMORY) {
      spill();
    }
    RandomAccessFile out = opened;
    if (out == null) {
      if (size + length > memory.length) {
        memory = Arrays.copyOf(memory, IN_MEMORY);
      }
      System.arraycopy(buffer, offset, memory, (int) size, length);
    } else {
      out.seek(size);
      out.write(buffer, offset, length);
    }
    size += length;
    notifyAll();
  }

  private void spill() throws IOException {
    Path fresh = Files.createTempFile(directory, "output", null);
    file = fresh;
    RandomAccessFile out = new RandomAccessFile(fresh.toFile(), "rw");
    opened = out;
    out.write(memory, 0, (int) size);
    memory = new byte[0];
  }

  /** Nothing more will come. */
  public synchronized void end() {
    over = true;
    notifyAll();
  }

  /**
   * Reads from a position up to which all was read, and waits for something to come.
   *
   * @return how much was read; 0 when nothing came for so long; -1 when nothing will ever come
   */
  public synchronized int read(long position, byte[] into, Duration patience)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (position == size && !over && !closed) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return 0;
      }
      wait(left / 1_000_000, (int) (left % 1_000_000));
    }
    if (closed || position == size) {
      return -1;
    }
    int count = (int) Math.min(size - position, into.length);
    RandomAccessFile in = opened;
    if (in == null) {
      System.arraycopy(memory, (int) position, into, 0, count);
    } else {
      in.seek(position);
      in.readFully(into, 0, count);
    }
    return count;
  }

  /** All of it, once the run is over. A file is there until {@link #close}. */
  public synchronized Body body() throws IOException {
    return file == null
        ? Body.ofBytes(name, Arrays.copyOf(memory, (int) size))
        : Body.ofFile(name, file);
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    notifyAll();
    Path written = file;
    RandomAccessFile open = opened;
    if (written == null || open == null) {
      return;
    }
    file = null;
    opened = null;
    try (open) {
      Files.deleteIfExists(written);
    }
  }
}
