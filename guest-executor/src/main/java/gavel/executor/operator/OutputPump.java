package gavel.executor.operator;

import gavel.executor.run.OutputCollector;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads one output of a command to its end on a thread of its own, and keeps its beginning. */
final class OutputPump {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int CHUNK = 1 << 16;
  private final InputStream from;
  private final OutputCollector kept;
  private final Thread thread;
  private long left;
  private boolean truncated;
  private @Nullable IOException failure;

  private OutputPump(InputStream from, OutputCollector kept, long most) {
    this.from = from;
    this.kept = kept;
    this.left = most;
    this.thread = Thread.ofVirtual().name("command-output").unstarted(this::pump);
  }

  /** Begins; at most so many bytes are kept. */
  static OutputPump start(InputStream from, OutputCollector kept, long most) {
    OutputPump pump = new OutputPump(from, kept, most);
    pump.thread.start();
    return pump;
  }

  private void pump() {
    byte[] chunk = new byte[CHUNK];
    try (from) {
      for (int read = from.read(chunk); read >= 0; read = from.read(chunk)) {
        keep(chunk, read);
      }
    } catch (IOException broken) {
      failure = broken;
    }
  }

  private void keep(byte[] chunk, int length) throws IOException {
    int fits = (int) Math.min(left, length);
    truncated |= fits < length;
    left -= fits;
    if (fits > 0) {
      kept.accept(chunk, 0, fits);
    }
  }

  /** Waits for the end of the output, once everything that could write it has ended. */
  void finish() throws IOException, InterruptedException {
    if (!thread.join(PATIENCE)) {
      from.close();
      throw new IOException(
          "Tried to read the output of a command to its end: something that it did not start"
              + " still holds it open");
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** Whether there was more than is kept; known once it is finished. */
  boolean truncated() {
    return truncated;
  }
}
