package gavel.sandbox.libc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FileStatusTest {
  private static Instant modified(long seconds, int nanos) {
    byte[] statx = new byte[FileStatus.BYTES];
    ByteBuffer buffer = ByteBuffer.wrap(statx).order(ByteOrder.nativeOrder());
    buffer.putShort(28, (short) 0100644).putLong(112, seconds).putInt(120, nanos);
    return FileStatus.of(statx).modified();
  }

  /** Any program can set them, on a tmpfs to all that 64 bits hold. */
  @Test
  void timesThatNoClockGetsTo() {
    assertThat(modified(1, 2)).isEqualTo(Instant.ofEpochSecond(1, 2));
    assertThat(modified(-1, 0)).isEqualTo(Instant.ofEpochSecond(-1));
    assertThat(modified(Long.MAX_VALUE, 999_999_999)).isEqualTo(Instant.MAX);
    assertThat(modified(Long.MIN_VALUE, 0)).isEqualTo(Instant.MIN);
    assertThat(modified(0, -1)).isEqualTo(Instant.EPOCH);
  }
}
