package gavel.executor.intake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * What comes out of the decompressor, as far as the caps go: by ratio always, and between the files
 * by size, which bounds what the reader of headers keeps in memory and how deep it recurses.
 *
 * <p>The decompressor skips over names and comments in gzip headers; others collect them, of any
 * length.
 */
final class Inflated extends InputStream {
  private static final long MOST_HEADERS = 64 << 10;
  private static final long MOST_AT_THE_END = 1 << 20;
  private static final long FREE = 1 << 20;
  private static final int CHUNK = 1 << 13;
  private final PackedInput packed;
  private final InputStream in;
  private final int ratio;
  private long out;
  private long limit;
  private String overLimit = "";
  private final ByteArrayOutputStream headers = new ByteArrayOutputStream();
  private boolean inHeaders;

  /** Reads the header of the compressed stream. */
  Inflated(PackedInput packed, int ratio) throws IOException {
    this.packed = packed;
    this.in = new Gunzip(packed, CHUNK);
    this.ratio = ratio;
  }

  /** What comes now are headers. */
  void expectHeaders() {
    headers.reset();
    inHeaders = true;
    limit = out + MOST_HEADERS;
    overLimit = "has headers of over " + MOST_HEADERS + " bytes for one file";
  }

  /** Whether the headers that came last are UTF-8. */
  boolean headersAreText() {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(headers.toByteArray()));
      return true;
    } catch (CharacterCodingException malformed) {
      return false;
    }
  }

  /** What comes now is the content of a file, of so many bytes. */
  void expectContent(long size) {
    inHeaders = false;
    limit = out + size + MOST_HEADERS;
    overLimit = "has a file that is longer than it says";
  }

  /** What comes now is padding, to its end. */
  void expectPadding() throws IOException {
    inHeaders = false;
    limit = out + MOST_AT_THE_END;
    overLimit = "has over " + MOST_AT_THE_END + " bytes behind its last file";
    byte[] padding = new byte[CHUNK];
    int read = read(padding, 0, CHUNK);
    while (read >= 0) {
      read = read(padding, 0, CHUNK);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = in.read(buffer, offset, length);
    out += Math.max(0, read);
    if (inHeaders && read > 0 && out <= limit) {
      headers.write(buffer, offset, read);
    }
    if (out > limit) {
      throw new OverCap(overLimit);
    }
    if (out > FREE && out / ratio > packed.count()) {
      throw new OverCap("is compressed to less than 1/" + ratio + " of what is in it");
    }
    return read;
  }
}
