package gavel.model.protocol;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** How envelopes stand in a stream of bytes. */
public sealed interface Framing permits LengthPrefixed, NewlineDelimited {
  /** The longest message, and the longest raw frame: 16 MiB. */
  int MAX_FRAME = 16 << 20;

  /** The most bodies of one message. */
  int MAX_BODIES = 4096;

  /**
   * The next envelope, or nothing at the end of the stream.
   *
   * @throws ProtocolViolation when what comes is not an envelope: the connection is of no more use
   */
  Optional<Envelope> read() throws IOException;

  /**
   * Writes an envelope and flushes; envelopes of several threads never mix.
   *
   * @throws ProtocolViolation when it is over a cap; nothing of it was written then
   */
  void write(Envelope envelope) throws IOException;

  /** Writes all messages of a batch and flushes once. */
  void write(LogBatch batch) throws IOException;

  /** Whether a message has begun to arrive and is not complete; asked from any thread. */
  boolean isWithinMessage();

  /** The framing that worker and executor speak to each other. */
  static Framing lengthPrefixed(InputStream in, OutputStream out, BodyStore store) {
    return new LengthPrefixed(in, out, store);
  }

  /**
   * Waits for the first byte: an open brace begins newline-delimited JSON, anything else the length
   * of a frame. Nothing when the stream ends before it.
   */
  static Optional<Framing> detect(InputStream in, OutputStream out, BodyStore store)
      throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in, 1 << 16);
    buffered.mark(1);
    int first = buffered.read();
    if (first < 0) {
      return Optional.empty();
    }
    buffered.reset();
    return Optional.of(
        first == '{'
            ? new NewlineDelimited(buffered, out, store)
            : new LengthPrefixed(buffered, out, store));
  }
}
