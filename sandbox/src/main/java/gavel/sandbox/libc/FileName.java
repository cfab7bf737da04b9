package gavel.sandbox.libc;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * One component of a path: 1 to 255 bytes of any value but NUL and slash, which need not be UTF-8.
 * Never {@code .} or {@code ..}.
 */
public final class FileName {
  private static final int LONGEST = 255;
  private static final int PRINTABLE = 0x20;
  private static final int DELETE = 0x7f;

  /** With the NUL that C wants at the end. */
  private final byte[] terminated;

  private FileName(byte[] terminated) {
    this.terminated = terminated;
  }

  /** The name of these bytes; {@link IllegalArgumentException} where it is none. */
  public static FileName ofBytes(byte[] bytes) {
    return of(bytes, 0, bytes.length);
  }

  /** The name in UTF-8; {@link IllegalArgumentException} where it is none. */
  public static FileName of(String name) {
    try {
      ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(name));
      return of(encoded.array(), encoded.arrayOffset(), encoded.remaining());
    } catch (CharacterCodingException loneSurrogate) {
      throw new IllegalArgumentException("Not a file name: it is no UTF-16", loneSurrogate);
    }
  }

  static FileName of(byte[] bytes, int from, int length) {
    byte[] terminated = new byte[length + 1];
    System.arraycopy(bytes, from, terminated, 0, length);
    FileName name = new FileName(terminated);
    if (!name.isSound()) {
      throw new IllegalArgumentException("Not a file name: '" + name + "'");
    }
    return name;
  }

  private boolean isSound() {
    int length = length();
    boolean dots = terminated[0] == '.' && (length == 1 || (length == 2 && terminated[1] == '.'));
    boolean sound = length > 0 && length <= LONGEST && !dots;
    for (int i = 0; i < length; i++) {
      sound &= terminated[i] != 0 && terminated[i] != '/';
    }
    return sound;
  }

  /** So many bytes. */
  public int length() {
    return terminated.length - 1;
  }

  /** The bytes, without NUL. */
  public byte[] bytes() {
    return Arrays.copyOf(terminated, length());
  }

  /** For calls; not to be changed. */
  byte[] terminated() {
    return terminated;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FileName that && Arrays.equals(terminated, that.terminated);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(terminated);
  }

  /** To be shown to people: what is no printable ASCII stands as {@code \xNN}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (byte each : bytes()) {
      int value = Byte.toUnsignedInt(each);
      if (value >= PRINTABLE && value < DELETE && value != '\\') {
        text.append((char) value);
      } else {
        text.append("\\x").append(HexFormat.of().toHexDigits(each));
      }
    }
    return text.toString();
  }
}
