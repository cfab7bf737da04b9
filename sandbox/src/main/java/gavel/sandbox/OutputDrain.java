package gavel.sandbox;

import gavel.model.ByteSize;
import gavel.sandbox.libc.PipeReader;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Empties one output pipe of one run: what is within the limit goes to the sink, the rest is
 * counted and thrown away, so that the program never waits for a reader.
 */
final class OutputDrain implements AutoCloseable {
  /** So that a flood on one pipe does not keep the other waiting. */
  private static final int CHUNKS_AT_ONCE = 16;

  /** How much came, and whether that was more than the limit. */
  record Drained(ByteSize size, boolean truncated) {
    /** Nothing was written. */
    static final Drained NOTHING = new Drained(ByteSize.ZERO, false);
  }

  private final PipeReader pipe;
  private final long limit;
  private final OutputSink sink;
  private final Runnable onExcess;
  private long total;
  private boolean atEnd;

  /**
   * Closes the pipe in the end.
   *
   * @param onExcess called once, as soon as the limit is passed
   */
  OutputDrain(PipeReader pipe, ByteSize limit, OutputSink sink, Runnable onExcess) {
    this.pipe = pipe;
    this.limit = limit.bytes();
    this.sink = sink;
    this.onExcess = onExcess;
  }

  /** Takes what is there, but not more than 1 MiB of it; false when that was all. */
  boolean drain(ByteBuffer chunk, byte[] bytes) throws IOException {
    for (int i = 0; i < CHUNKS_AT_ONCE; i++) {
      int count = pipe.read(chunk);
      if (count <= 0) {
        atEnd = count < 0;
        return false;
      }
      take(chunk, bytes, count);
    }
    return true;
  }

  private void take(ByteBuffer chunk, byte[] bytes, int count) throws IOException {
    long before = total;
    int within = Math.clamp(limit - before, 0, count);
    total = before + count;
    if (within > 0) {
      chunk.get(0, bytes, 0, within);
      sink.accept(bytes, 0, within);
    }
    if (before <= limit && total > limit) {
      onExcess.run();
    }
  }

  PipeReader pipe() {
    return pipe;
  }

  /** Nobody can write any more. */
  boolean isAtEnd() {
    return atEnd;
  }

  Drained drained() {
    return new Drained(new ByteSize(total), total > limit);
  }

  @Override
  public void close() throws IOException {
    pipe.close();
  }
}
