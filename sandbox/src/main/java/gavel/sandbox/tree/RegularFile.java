package gavel.sandbox.tree;

import gavel.model.ByteSize;
import gavel.sandbox.libc.Descriptor;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** A regular file of a program, open for reading. */
public final class RegularFile implements AutoCloseable {
  private static final int CHUNK = 1 << 16;
  private final Descriptor descriptor;
  private final long size;

  RegularFile(Descriptor descriptor, long size) {
    this.descriptor = descriptor;
    this.size = size;
  }

  /** What it had when it was opened, holes included. */
  public ByteSize size() {
    return ByteSize.ofBytes(size);
  }

  /** The first so many bytes, from where the last reading ended. */
  public InputStream content(ByteSize most) {
    return new Content(most.bytes());
  }

  @Override
  public void close() throws IOException {
    descriptor.close();
  }

  private final class Content extends InputStream {
    private long left;

    Content(long most) {
      this.left = most;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, buffer.length);
      if (length == 0) {
        return 0;
      }
      byte[] chunk = new byte[(int) Math.min(left, Math.min(CHUNK, length))];
      int count = chunk.length == 0 ? 0 : descriptor.read(chunk);
      System.arraycopy(chunk, 0, buffer, offset, count);
      left -= count;
      return count == 0 ? -1 : count;
    }
  }
}
