package gavel.sandbox.libc;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Reads the entries of an open directory one by one, {@code .} and {@code ..} left out; of a large
 * one, only a few hundred are in memory. One listing of a descriptor at a time.
 */
public final class DirectoryListing implements AutoCloseable {
  private static final int BUFFER = 1 << 15;
  private static final int LENGTH_AT = 16;
  private static final int TYPE_AT = 18;
  private static final int NAME_AT = 19;
  private final Descriptor directory;
  private final Memory buffer = new Memory(BUFFER);
  private ByteBuffer chunk = ByteBuffer.allocate(0);

  /** A name in a directory, and of what type it was when the directory was read. */
  public record Entry(FileName name, FileType type) {}

  DirectoryListing(Descriptor directory) {
    this.directory = directory;
  }

  /** The next entry; nothing at the end, and in a directory that was removed meanwhile. */
  public Optional<Entry> next() throws ErrnoException {
    while (true) {
      if (!chunk.hasRemaining() && !readChunk()) {
        return Optional.empty();
      }
      Optional<Entry> entry = parse();
      if (entry.isPresent()) {
        return entry;
      }
    }
  }

  private boolean readChunk() throws ErrnoException {
    long size = Libc.getdents64(directory.number(), buffer, BUFFER);
    if (size < 0) {
      Errno errno = new Errno(Native.getLastError());
      if (errno.equals(Errno.ENOENT)) {
        return false;
      }
      throw new ErrnoException("list " + directory, errno);
    }
    chunk = ByteBuffer.wrap(buffer.getByteArray(0, (int) size)).order(ByteOrder.nativeOrder());
    return size > 0;
  }

  /** One {@code struct linux_dirent64}. */
  private Optional<Entry> parse() {
    int start = chunk.position();
    int end = start + Short.toUnsignedInt(chunk.getShort(start + LENGTH_AT));
    FileType type = FileType.ofListing(chunk.get(start + TYPE_AT));
    int name = start + NAME_AT;
    int length = 0;
    while (name + length < end && chunk.get(name + length) != 0) {
      length++;
    }
    chunk.position(end);
    boolean dots =
        chunk.get(name) == '.' && (length == 1 || (length == 2 && chunk.get(name + 1) == '.'));
    return dots
        ? Optional.empty()
        : Optional.of(new Entry(FileName.of(chunk.array(), name, length), type));
  }

  @Override
  public void close() {
    buffer.close();
  }
}
