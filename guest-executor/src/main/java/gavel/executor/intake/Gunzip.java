package gavel.executor.intake;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * The content of a gzip file of one member, see RFC 1952. The JDK's own reader takes any number of
 * them, and calls itself once for each that is empty.
 */
final class Gunzip extends InflaterInputStream {
  private static final int MAGIC = 0x8b1f;
  private static final int DEFLATED = 8;
  private static final int HEADER_CRC = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int RESERVED = 0xe0;
  private static final int TIME_AND_SYSTEM = 6;
  private static final int SHORT = 16;
  private static final int MOST_HEADER = 64 << 10;
  private final CRC32 content = new CRC32();
  private boolean ended;

  /** Reads the header, of which nothing is kept. */
  Gunzip(InputStream packed, int chunk) throws IOException {
    super(packed, new Inflater(true), chunk);
    readHeader();
  }

  private void readHeader() throws IOException {
    CRC32 read = new CRC32();
    InputStream header = new CheckedInputStream(in, read);
    require(u16(header) == MAGIC, "it does not begin as gzip does");
    require(u8(header) == DEFLATED, "it is not deflated");
    int flags = u8(header);
    require((flags & RESERVED) == 0, "it has flags that nobody knows");
    skip(header, TIME_AND_SYSTEM);
    int left = MOST_HEADER;
    if ((flags & EXTRA) != 0) {
      skip(header, u16(header));
    }
    if ((flags & NAME) != 0) {
      left = skipText(header, left);
    }
    if ((flags & COMMENT) != 0) {
      skipText(header, left);
    }
    if ((flags & HEADER_CRC) != 0) {
      int expected = (int) read.getValue() & 0xffff;
      require(u16(header) == expected, "its header is damaged");
    }
  }

  private static void require(boolean sound, String why) throws ZipException {
    if (!sound) {
      throw new ZipException(why);
    }
  }

  private static int u8(InputStream from) throws IOException {
    int read = from.read();
    if (read < 0) {
      throw new EOFException("it ends too early");
    }
    return read;
  }

  private static int u16(InputStream from) throws IOException {
    int low = u8(from);
    return u8(from) << Byte.SIZE | low;
  }

  private static long u32(InputStream from) throws IOException {
    long low = u16(from);
    return (long) u16(from) << SHORT | low;
  }

  private static void skip(InputStream from, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      u8(from);
    }
  }

  /** A name or a comment; returns how long a further one may be. */
  private static int skipText(InputStream from, int most) throws IOException {
    int left = most;
    while (u8(from) != 0) {
      left--;
      if (left < 0) {
        throw new OverCap("has a gzip header of over " + MOST_HEADER + " bytes");
      }
    }
    return left;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (ended) {
      return -1;
    }
    int read = super.read(buffer, offset, length);
    if (read < 0) {
      ended = true;
      readTrailer();
    } else {
      content.update(buffer, offset, read);
    }
    return read;
  }

  /** Behind it there may be zeros, as tapes have them. */
  private void readTrailer() throws IOException {
    int left = inf.getRemaining();
    InputStream rest = new SequenceInputStream(new ByteArrayInputStream(buf, len - left, left), in);
    require(u32(rest) == content.getValue(), "its content is damaged");
    require(u32(rest) == (inf.getBytesWritten() & 0xffff_ffffL), "its content is damaged");
    inf.end();
    byte[] chunk = new byte[buf.length];
    for (int count = rest.read(chunk); count >= 0; count = rest.read(chunk)) {
      for (int i = 0; i < count; i++) {
        require(chunk[i] == 0, "there is more behind its end; pack everything at once");
      }
    }
  }
}
