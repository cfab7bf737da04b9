package gavel.model.protocol;

import gavel.model.json.StrictJson;
import gavel.model.protocol.GuestMessage.Log;
import gavel.model.protocol.GuestMessage.Stream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Some {@link Log} messages of one stream of one request, in bytes already: a program may print
 * hundreds of thousands of lines in a second. They are what {@link MessageCodec} would make of
 * them.
 */
public final class LogBatch {
  private static final byte[] AFTER_SEQ = ascii(",\"text\":");
  private static final byte[] PARTIAL = ascii(",\"partial\":true");
  private static final byte[] TRUNCATED = ascii(",\"truncated\":true");
  private static final int MOST_MESSAGES = 1024;
  private static final int MOST_BYTES = 128 << 10;
  private final byte[] head;
  private final Bytes bytes = new Bytes();
  private final int[] ends = new int[MOST_MESSAGES];
  private int size;

  /** Gives its bytes away without a copy. */
  private static final class Bytes extends ByteArrayOutputStream {
    byte[] array() {
      return buf;
    }
  }

  /** A batch of nothing. */
  public LogBatch(String id, Stream stream) {
    String message = MessageCodec.encode(new Log(id, stream, 0, "")).toString();
    this.head =
        message.substring(0, message.lastIndexOf("0,\"text\":")).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Adds a message whose text are these bytes, with those that are not UTF-8 replaced. */
  public void add(
      long seq, byte[] text, int offset, int length, boolean partial, boolean truncated) {
    bytes.writeBytes(head);
    bytes.writeBytes(ascii(Long.toString(seq)));
    bytes.writeBytes(AFTER_SEQ);
    if (isPlain(text, offset, length)) {
      bytes.write('"');
      bytes.write(text, offset, length);
      bytes.write('"');
    } else {
      bytes.writeBytes(StrictJson.write(new String(text, offset, length, StandardCharsets.UTF_8)));
    }
    if (partial) {
      bytes.writeBytes(PARTIAL);
    }
    if (truncated) {
      bytes.writeBytes(TRUNCATED);
    }
    bytes.write('}');
    ends[size++] = bytes.size();
  }

  /** Whether it stands in JSON as it is. */
  private static boolean isPlain(byte[] text, int offset, int length) {
    for (int at = offset; at < offset + length; at++) {
      byte each = text[at];
      if (each < ' ' || each == '"' || each == '\\') {
        return false;
      }
    }
    return true;
  }

  /** Whether it should be written before more is added. */
  public boolean isFull() {
    return size == MOST_MESSAGES || bytes.size() >= MOST_BYTES;
  }

  /** Whether there is nothing to write. */
  public boolean isEmpty() {
    return size == 0;
  }

  /** Forgets all, so that it can be used again. */
  public void clear() {
    bytes.reset();
    size = 0;
  }

  int size() {
    return size;
  }

  byte[] array() {
    return bytes.array();
  }

  int begin(int message) {
    return message == 0 ? 0 : ends[message - 1];
  }

  int end(int message) {
    return ends[message];
  }
}
