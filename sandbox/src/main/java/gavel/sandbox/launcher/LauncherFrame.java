package gavel.sandbox.launcher;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** One request to the launcher: tokens of {@code key=value}, in order; keys may repeat. */
public final class LauncherFrame {
  /** What the launcher takes at most, in bytes. */
  public static final int MAX_LENGTH = 1 << 20;

  private final StringBuilder tokens = new StringBuilder(512);

  /**
   * Adds a token. A NUL in the value, or an odd key, is an {@link IllegalArgumentException}: it
   * would be read as something else.
   */
  public LauncherFrame with(String key, String value) {
    if (key.isEmpty() || key.indexOf('=') >= 0 || key.indexOf(0) >= 0) {
      throw new IllegalArgumentException("Not a key: '" + key + "'");
    }
    if (value.indexOf(0) >= 0) {
      throw new IllegalArgumentException("The value of " + key + " contains a NUL character");
    }
    tokens.append(key).append('=').append(value).append('\0');
    return this;
  }

  /** Adds a token with a number. */
  public LauncherFrame with(String key, long value) {
    return with(key, Long.toString(value));
  }

  /**
   * The bytes on the wire: u32 length in this machine's order, then the tokens. {@link
   * IllegalArgumentException} over {@link #MAX_LENGTH}.
   */
  public byte[] encode() {
    byte[] bytes = tokens.toString().getBytes(StandardCharsets.UTF_8);
    if (bytes.length > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "Arguments and environment are "
              + bytes.length
              + " bytes together; at most "
              + MAX_LENGTH
              + " can be passed");
    }
    return ByteBuffer.allocate(Integer.BYTES + bytes.length)
        .order(ByteOrder.nativeOrder())
        .putInt(bytes.length)
        .put(bytes)
        .array();
  }
}
