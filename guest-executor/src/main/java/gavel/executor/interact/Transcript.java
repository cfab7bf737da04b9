package gavel.executor.interact;

import gavel.executor.run.OutputCollector;
import gavel.model.ByteSize;
import gavel.model.protocol.Body;
import gavel.model.protocol.Side;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * What was said, piece by piece, in the order in which it was passed on: a line with the side and
 * the number of bytes, the bytes, and a line feed.
 */
public final class Transcript implements AutoCloseable {
  private final OutputCollector kept;
  private final long most;
  private final Object lock = new Object();
  private long bytes;
  private boolean truncated;

  Transcript(ByteSize most, Path directory) {
    this.kept = new OutputCollector("transcript", directory);
    this.most = most.bytes();
  }

  /** The first piece that does not fit whole is the first that is missing. */
  void add(Side side, byte[] said, int count) throws IOException {
    byte[] head = (side.json() + " " + count + "\n").getBytes(StandardCharsets.US_ASCII);
    long size = (long) head.length + count + 1;
    synchronized (lock) {
      truncated |= size > most - bytes;
      if (!truncated) {
        bytes += size;
        kept.accept(head, 0, head.length);
        kept.accept(said, 0, count);
        kept.accept(new byte[] {'\n'}, 0, 1);
      }
    }
  }

  /** Whether more was said than this has. */
  public boolean isTruncated() {
    synchronized (lock) {
      return truncated;
    }
  }

  /** All of it, once both are over. */
  public Body body() throws IOException {
    return kept.body();
  }

  @Override
  public void close() throws IOException {
    kept.close();
  }
}
