package gavel.model.protocol;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The bytes of a message while they arrive: takes memory when they are there, not when announced.
 */
final class Growing {
  /** A message is there as bytes, as text and as a tree; a line's bodies also decoded. */
  private static final int WHILE_PARSED = 5;

  /** Text of a tree may take two bytes for each. */
  private static final int AFTERWARDS = 2;

  private final MemoryBudget.Share memory;
  private byte[] bytes = new byte[1 << 10];
  private int size;

  Growing(MemoryBudget.Share memory) {
    this.memory = memory;
  }

  /** Reads so many bytes. */
  byte[] read(InputStream in, int length) throws IOException {
    while (size < length) {
      if (size == bytes.length) {
        grow(length);
      }
      int count = in.read(bytes, size, Math.min(bytes.length, length) - size);
      if (count < 0) {
        throw new EOFException("The stream ended within a message");
      }
      size += count;
    }
    holdForParsing();
    return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
  }

  void add(byte next) throws ProtocolViolation {
    if (size == Framing.MAX_FRAME) {
      throw new ProtocolViolation(
          ErrorCode.TOO_LARGE, "A line is over the cap of " + Framing.MAX_FRAME + " bytes");
    }
    if (size == bytes.length) {
      grow(Framing.MAX_FRAME);
    }
    bytes[size++] = next;
  }

  private void grow(int most) throws ProtocolViolation {
    int length = Math.min(2 * bytes.length, most);
    if (length > MemoryBudget.FREE) {
      memory.hold(length);
    }
    bytes = Arrays.copyOf(bytes, length);
  }

  void holdForParsing() throws ProtocolViolation {
    if (size > MemoryBudget.FREE) {
      memory.hold((long) WHILE_PARSED * size);
    }
  }

  /** Holds only what the message takes once it is read, and its bodies in memory. */
  static void settle(MemoryBudget.Share memory, int size, long bodies) throws ProtocolViolation {
    if (size + bodies > MemoryBudget.FREE) {
      memory.hold((long) AFTERWARDS * size + bodies);
    }
  }

  byte[] array() {
    return bytes;
  }

  int size() {
    return size;
  }
}
