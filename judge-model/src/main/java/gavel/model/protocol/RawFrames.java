package gavel.model.protocol;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** The content of one announced body, put together from the raw frames that carry it. */
final class RawFrames extends InputStream {
  private static final int LENGTH = 0x7fff_ffff;
  private final DataInputStream in;
  private final String name;
  private long left;
  private int inFrame;

  RawFrames(DataInputStream in, String name, long size) {
    this.in = in;
    this.name = name;
    this.left = size;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    if (length == 0) {
      return 0;
    }
    if (left == 0) {
      return -1;
    }
    if (inFrame == 0) {
      inFrame = nextFrame();
      if (inFrame == 0 || inFrame > left) {
        throw new ProtocolViolation(
            ErrorCode.INVALID_REQUEST, "The body '" + name + "' is not as long as announced");
      }
    }
    int read = in.read(buffer, offset, Math.min(length, inFrame));
    if (read < 0) {
      throw new EOFException("The stream ended within the body '" + name + "'");
    }
    inFrame -= read;
    left -= read;
    return read;
  }

  /** Reads the empty frame behind the last byte. */
  void requireEnd() throws IOException {
    if (left != 0 || inFrame != 0 || nextFrame() != 0) {
      throw new ProtocolViolation(
          ErrorCode.INVALID_REQUEST, "The body '" + name + "' is not as long as announced");
    }
  }

  private int nextFrame() throws IOException {
    int header = in.readInt();
    if (header >= 0) {
      throw new ProtocolViolation(
          ErrorCode.INVALID_REQUEST, "A message came within the body '" + name + "'");
    }
    LengthPrefixed.requireUnderCap(header & LENGTH);
    return header & LENGTH;
  }
}
