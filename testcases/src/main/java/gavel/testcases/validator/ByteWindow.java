package gavel.testcases.validator;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The part of a stream that is in memory: a buffer that slides over it and grows only while a
 * single token does not fit, together with the line and column it stands at.
 */
final class ByteWindow {
  /** A token over this many bytes is never held whole. */
  static final int TOKEN_CAP = 1 << 20;

  private static final int FIRST_SIZE = 1 << 16;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOW_BITS = 0x7f7f7f7f7f7f7f7fL;
  private static final long NEWLINES = 0x0a0a0a0a0a0a0a0aL;

  /** Added to a character behind the space it reaches the highest bit. */
  private static final long BEYOND_SPACE = 0x5f5f5f5f5f5f5f5fL;

  private final InputStream in;
  private byte[] bytes = new byte[FIRST_SIZE];
  private int at;
  private int limit;
  private boolean ended;
  private long passed;
  private long line = 1;
  private long lineStart;

  ByteWindow(InputStream in) {
    this.in = in;
  }

  /** The white space of {@code isspace} in the C locale: space, \t, \n, \v, \f, \r. */
  static boolean isSpace(byte b) {
    return b <= ' ' && (b == ' ' || (b >= '\t' && b <= '\r'));
  }

  /** Whether the stream is at its end; reads where nothing is in memory. */
  boolean atEnd() throws IOException {
    return at == limit && !fill();
  }

  /** The next byte; only when not {@link #atEnd()}. */
  byte peek() {
    return bytes[at];
  }

  /** Whether nothing of the stream was passed yet. */
  boolean atStart() {
    return passed + at == 0;
  }

  /**
   * How many bytes both windows have in common, counted in memory only, and cut behind the last
   * white space so that both stay at the border of a token.
   */
  int commonWith(ByteWindow other) {
    int most = Math.min(limit - at, other.limit - other.at);
    int same = Arrays.mismatch(bytes, at, at + most, other.bytes, other.at, other.at + most);
    int end = same < 0 ? most : same;
    while (end > 0 && !isSpace(bytes[at + end - 1])) {
      end--;
    }
    return end;
  }

  /**
   * The length of the token ahead, where both windows have the same one and its end in memory; 0
   * when they have not, or that cannot be told yet.
   */
  int sameTokenAs(ByteWindow other) {
    byte[] a = bytes;
    byte[] b = other.bytes;
    int most = Math.min(limit - at, other.limit - other.at);
    int i = at;
    int j = other.at;
    int end = at + most;
    int plain = Long.BYTES;
    while (plain == Long.BYTES && i + Long.BYTES <= end) {
      long word = (long) LONGS.get(a, i);
      long odd = (word ^ (long) LONGS.get(b, j)) | upToSpace(word);
      plain = Long.numberOfTrailingZeros(odd) / Byte.SIZE;
      i += plain;
      j += plain;
    }
    for (; i < end; i++, j++) {
      byte each = a[i];
      if (isSpace(each)) {
        return isSpace(b[j]) ? i - at : 0;
      }
      if (each != b[j]) {
        return 0;
      }
    }
    return 0;
  }

  /** Passes bytes that may hold line breaks. */
  void skip(int count) {
    int breaks = countNewlines(bytes, at, at + count);
    if (breaks > 0) {
      line += breaks;
      int last = at + count - 1;
      while (bytes[last] != '\n') {
        last--;
      }
      lineStart = passed + last + 1;
    }
    at += count;
  }

  /** Passes bytes of a token. */
  void skipToken(int length) {
    at += length;
  }

  /** Passes white space. */
  void skipSpace() throws IOException {
    while (!atEnd()) {
      byte[] all = bytes;
      int end = at;
      for (; end < limit && isSpace(all[end]); end++) {
        if (all[end] == '\n') {
          line++;
          lineStart = passed + end + 1;
        }
      }
      at = end;
      if (end < limit) {
        return;
      }
    }
  }

  /**
   * The length of the token ahead, held in memory whole; {@link #TOKEN_CAP} + 1 for any longer one.
   */
  int tokenLength() throws IOException {
    int length = 0;
    while (true) {
      int end = Math.min(limit, at + TOKEN_CAP + 1);
      int scan = at + length;
      while (scan < end && !isSpace(bytes[scan])) {
        scan++;
      }
      length = scan - at;
      if (scan < limit || length > TOKEN_CAP || !fill()) {
        return length;
      }
    }
  }

  byte[] array() {
    return bytes;
  }

  int position() {
    return at;
  }

  int inMemory() {
    return limit - at;
  }

  long line() {
    return line;
  }

  /** The column in bytes, from 1. */
  long column() {
    return passed + at - lineStart + 1;
  }

  /** Reads more behind what is in memory; false at the end of the stream. */
  private boolean fill() throws IOException {
    if (ended) {
      return false;
    }
    System.arraycopy(bytes, at, bytes, 0, limit - at);
    passed += at;
    limit -= at;
    at = 0;
    if (limit == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length);
    }
    int read = in.read(bytes, limit, bytes.length - limit);
    ended = read < 0;
    limit += Math.max(read, 0);
    return !ended;
  }

  /** The highest bit of each byte that is a space or a control character. */
  private static long upToSpace(long word) {
    return ~(((word & LOW_BITS) + BEYOND_SPACE) | word | LOW_BITS);
  }

  private static int countNewlines(byte[] bytes, int from, int to) {
    int count = 0;
    int i = from;
    for (; i + Long.BYTES <= to; i += Long.BYTES) {
      long word = (long) LONGS.get(bytes, i) ^ NEWLINES;
      long zeroBytes = ~(((word & LOW_BITS) + LOW_BITS) | word | LOW_BITS);
      count += Long.bitCount(zeroBytes);
    }
    for (; i < to; i++) {
      count += bytes[i] == '\n' ? 1 : 0;
    }
    return count;
  }
}
