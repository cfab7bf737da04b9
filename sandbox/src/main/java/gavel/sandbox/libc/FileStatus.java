package gavel.sandbox.libc;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;

/**
 * What statx(2) says of an open file.
 *
 * @param permissions the lower 12 bits of {@code st_mode}
 * @param links names that the file has
 * @param size in bytes, holes included
 */
public record FileStatus(
    FileType type, int permissions, int uid, int gid, long links, long size, Instant modified) {
  static final int BYTES = 256;
  private static final int PERMISSIONS = 07777;
  private static final int NANOS = 1_000_000_000;
  private static final int OWNER_EXECUTES = 0100;

  /** The layout of {@code struct statx} is the same on all architectures. */
  static FileStatus of(byte[] statx) {
    ByteBuffer buffer = ByteBuffer.wrap(statx).order(ByteOrder.nativeOrder());
    int mode = Short.toUnsignedInt(buffer.getShort(28));
    return new FileStatus(
        FileType.ofMode(mode),
        mode & PERMISSIONS,
        buffer.getInt(20),
        buffer.getInt(24),
        Integer.toUnsignedLong(buffer.getInt(16)),
        buffer.getLong(40),
        instant(buffer.getLong(112), buffer.getInt(120)));
  }

  /** Programs can give files times that no clock of ours ever gets to: those are its ends. */
  private static Instant instant(long seconds, int nanos) {
    long known = Math.clamp(seconds, Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond());
    return Instant.ofEpochSecond(known, Math.clamp(nanos, 0, NANOS - 1));
  }

  /** Whether its owner may run it. */
  public boolean isExecutable() {
    return (permissions & OWNER_EXECUTES) != 0;
  }
}
