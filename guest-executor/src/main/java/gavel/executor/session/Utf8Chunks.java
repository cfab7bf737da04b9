package gavel.executor.session;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Makes text of bytes that come in pieces; what is not UTF-8 is replaced. */
final class Utf8Chunks {
  private static final int LONGEST_CHARACTER = 4;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private byte[] left = new byte[0];

  /** The text of what was left and these bytes; a character that is not complete waits. */
  String add(byte[] buffer, int offset, int length) {
    ByteBuffer bytes = ByteBuffer.allocate(left.length + length);
    bytes.put(left).put(buffer, offset, length).flip();
    String text = decode(bytes, false);
    left = new byte[bytes.remaining()];
    bytes.get(left);
    return text;
  }

  /** What was left, replaced as it never became a character. */
  String end() {
    String text = decode(ByteBuffer.wrap(left), true);
    left = new byte[0];
    return text;
  }

  private String decode(ByteBuffer bytes, boolean last) {
    CharBuffer chars = CharBuffer.allocate(bytes.remaining() + LONGEST_CHARACTER);
    decoder.decode(bytes, chars, last);
    if (last) {
      decoder.flush(chars);
      decoder.reset();
    }
    return chars.flip().toString();
  }
}
