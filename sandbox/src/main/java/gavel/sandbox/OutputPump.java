package gavel.sandbox;

import gavel.model.ByteSize;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;

/**
 * Empties one output pipe of one run: what is within the limit goes to the sink, the rest is
 * counted and thrown away, so that the program never waits for a reader.
 */
final class OutputPump implements Callable<OutputPump.Pumped> {
  private static final int CHUNK = 1 << 16;

  /** How much came, and whether that was more than the limit. */
  record Pumped(ByteSize size, boolean truncated) {}

  private final FileChannel pipe;
  private final long limit;
  private final OutputSink sink;
  private final Runnable onExcess;
  private final Runnable onSinkFailure;
  private volatile boolean abandoned;
  private volatile long total;
  private volatile boolean reading;

  /**
   * Opens the pipe.
   *
   * @param onExcess called once, as soon as the limit is passed
   * @param onSinkFailure called when the sink throws, which is what this then throws
   */
  OutputPump(Path pipe, ByteSize limit, OutputSink sink, Runnable onExcess, Runnable onSinkFailure)
      throws IOException {
    this.pipe = FileChannel.open(pipe, StandardOpenOption.READ);
    this.limit = limit.bytes();
    this.sink = sink;
    this.onExcess = onExcess;
    this.onSinkFailure = onSinkFailure;
  }

  @Override
  public Pumped call() throws IOException {
    try (pipe) {
      pump();
    } catch (ClosedChannelException e) {
      if (!abandoned) {
        throw e;
      }
    }
    return new Pumped(new ByteSize(total), total > limit);
  }

  private void pump() throws IOException {
    ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK);
    byte[] bytes = new byte[CHUNK];
    for (int count = read(chunk); count >= 0; count = read(chunk)) {
      long before = total;
      int within = Math.clamp(limit - before, 0, count);
      chunk.flip().get(bytes, 0, count).clear();
      total = before + count;
      if (within > 0) {
        deliver(bytes, within);
      }
      if (before <= limit && total > limit) {
        onExcess.run();
      }
    }
  }

  private int read(ByteBuffer chunk) throws IOException {
    reading = true;
    int count = pipe.read(chunk);
    reading = false;
    return count;
  }

  private void deliver(byte[] bytes, int length) throws IOException {
    boolean taken = false;
    try {
      sink.accept(bytes, 0, length);
      taken = true;
    } finally {
      if (!taken) {
        onSinkFailure.run();
      }
    }
  }

  /** Bytes so far. */
  long total() {
    return total;
  }

  /** Whether it waits for the pipe, not for the sink. */
  boolean isReading() {
    return reading;
  }

  /**
   * Stops waiting for an end of file: once a run is over nobody can write any more, but a
   * descriptor that the program sent to itself over a socket may hold the pipe open until the
   * kernel tidies up.
   */
  void abandon() throws IOException {
    abandoned = true;
    pipe.close();
  }
}
