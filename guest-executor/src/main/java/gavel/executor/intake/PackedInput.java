package gavel.executor.intake;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an archive as they were received, for as long as somebody wants them: counted, and
 * with what went wrong here kept.
 */
final class PackedInput extends FilterInputStream {
  private static final int BUFFER = 1 << 15;
  private final BooleanSupplier cancelled;
  private long count;
  private @Nullable IOException failure;

  /**
   * Reads on until it ends or is not wanted any more.
   *
   * @param cancelled whether that is so; what is read then fails with {@link Unwanted}
   */
  PackedInput(InputStream received, BooleanSupplier cancelled) {
    super(new BufferedInputStream(received, BUFFER));
    this.cancelled = cancelled;
  }

  /** Nobody waits for it. */
  static final class Unwanted extends IOException {
    @Serial private static final long serialVersionUID = 1;
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
      if (cancelled.getAsBoolean()) {
        throw new Unwanted();
      }
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
