package gavel.executor.intake;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The bytes of an archive as they were received: counted, and with what went wrong here kept. */
final class PackedInput extends FilterInputStream {
  private long count;
  private @Nullable IOException failure;

  PackedInput(InputStream received) {
    super(received);
  }

  /** How many were read. */
  long count() {
    return count;
  }

  /** A failure of this machine, which must not be taken for one of the archive. */
  Optional<IOException> failure() {
    return Optional.ofNullable(failure);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      int read = in.read(buffer, offset, length);
      count += Math.max(0, read);
      return read;
    } catch (IOException broken) {
      failure = broken;
      throw broken;
    }
  }

  /** Only what is read is counted. */
  @Override
  public boolean markSupported() {
    return false;
  }
}
