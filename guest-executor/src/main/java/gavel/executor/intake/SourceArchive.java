package gavel.executor.intake;

import gavel.executor.compile.SourceFile;
import gavel.executor.slot.RequestRefused;
import gavel.model.json.InvalidField;
import gavel.model.protocol.Body;
import gavel.model.protocol.ErrorCode;
import gavel.sandbox.libc.Errno;
import gavel.sandbox.libc.RelativePath;
import gavel.sandbox.tree.BeneathDirectory;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Unpacks one tar.gz; see the package for how. */
final class SourceArchive {
  /** The body, and the field that is named when it is refused. */
  static final String FIELD = "archive";

  private static final int IN_MEMORY = 16 << 10;
  private static final int FILE_MODE = 0600;

  /** What the reader of names puts in the place of what is not UTF-8. */
  private static final char REPLACED = '?';

  private final ArchiveCaps caps;
  private final Path directory;
  private final Map<String, SourceFile> files = new LinkedHashMap<>();
  private final Set<String> directories = new HashSet<>();
  private int entries;
  private long content;

  private SourceArchive(ArchiveCaps caps, Path directory) {
    this.caps = caps;
    this.directory = directory;
  }

  /**
   * The files of the archive, in its order; larger ones lie in the directory, which is empty and
   * the caller's.
   *
   * @param cancelled whether nobody wants them any more; it ends with {@link PackedInput.Unwanted}
   *     then
   * @throws InvalidField for an archive that is none, or holds what is not taken
   * @throws RequestRefused for one that is over a cap
   * @throws IOException when this machine fails
   */
  static List<SourceFile> unpack(
      Body archive, ArchiveCaps caps, Path directory, BooleanSupplier cancelled)
      throws RequestRefused, IOException {
    if (archive.size() > caps.content().bytes()) {
      throw tooLarge("has over " + caps.content());
    }
    SourceArchive unpacked = new SourceArchive(caps, directory);
    try (PackedInput packed = new PackedInput(archive.open(), cancelled);
        BeneathDirectory spill = BeneathDirectory.open(directory)) {
      unpacked.readAll(packed, spill);
    }
    InvalidField.require(
        !unpacked.files.isEmpty(), FIELD, "has no file in it; pack the sources with tar -czf");
    return List.copyOf(unpacked.files.values());
  }

  private static RequestRefused tooLarge(String why) {
    return new RequestRefused(ErrorCode.TOO_LARGE, FIELD + " " + why, FIELD);
  }

  private void readAll(PackedInput packed, BeneathDirectory spill)
      throws RequestRefused, IOException {
    try {
      Inflated inflated = new Inflated(packed, caps.ratio());
      inflated.expectHeaders();
      TarArchiveInputStream tar = new TarArchiveInputStream(inflated, "UTF-8");
      TarArchiveEntry entry = tar.getNextEntry();
      while (entry != null) {
        add(entry, tar, inflated, spill);
        inflated.expectHeaders();
        entry = tar.getNextEntry();
      }
      inflated.expectPadding();
    } catch (OverCap over) {
      throw tooLarge(String.valueOf(over.getMessage()));
    } catch (StorageFailed ours) {
      throw ours.failure();
    } catch (InvalidField refused) {
      throw refused;
    } catch (IOException | IllegalArgumentException malformed) {
      if (packed.failure().isPresent()) {
        throw packed.failure().get();
      }
      throw new InvalidField(
          FIELD,
          "is no sound tar.gz ("
              + EntryName.shown(String.valueOf(malformed.getMessage()))
              + "); make it with tar -czf");
    }
  }

  private void add(
      TarArchiveEntry entry, TarArchiveInputStream tar, Inflated inflated, BeneathDirectory spill)
      throws IOException {
    entries++;
    if (entries > caps.entries()) {
      throw new OverCap("has over " + caps.entries() + " files and directories");
    }
    EntryKind kind = EntryKind.of(entry);
    String name = EntryName.clean(entry.getName(), caps);
    InvalidField.require(
        name.indexOf(REPLACED) < 0 || inflated.headersAreText(),
        FIELD,
        "has '" + EntryName.shown(name) + "', which is not UTF-8; rename it");
    if (name.isEmpty()) {
      return;
    }
    place(name, kind);
    if (kind == EntryKind.FILE) {
      long size = entry.getSize();
      if (size > caps.content().bytes() - content) {
        throw new OverCap("has files of over " + caps.content() + " together");
      }
      content += size;
      inflated.expectContent(size);
      files.put(name, new SourceFile(name, body(name, size, tar, spill)));
    }
  }

  /** One name is one thing. */
  private void place(String name, EntryKind kind) {
    InvalidField.require(!files.containsKey(name), FIELD, "has '" + name + "' twice; pack it once");
    for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
      String above = name.substring(0, slash);
      InvalidField.require(!files.containsKey(above), FIELD, bothKinds(above));
      directories.add(above);
    }
    if (kind == EntryKind.DIRECTORY) {
      directories.add(name);
    } else {
      InvalidField.require(!directories.contains(name), FIELD, bothKinds(name));
    }
  }

  private static String bothKinds(String name) {
    return "has '" + name + "' as a file and as a directory; rename one of them";
  }

  private Body body(String name, long size, InputStream tar, BeneathDirectory spill)
      throws IOException {
    if (size <= IN_MEMORY) {
      return Body.ofBytes(name, whole(tar.readAllBytes(), size));
    }
    String number = Integer.toString(entries);
    CountedContent counted = new CountedContent(tar);
    try {
      Errno errno = spill.write(RelativePath.of(number), counted, FILE_MODE);
      if (!errno.equals(Errno.NONE)) {
        throw new IOException(
            "Tried to write " + number + " into the empty " + spill + ": " + errno);
      }
    } catch (IOException failed) {
      if (counted.failed) {
        throw failed;
      }
      throw new StorageFailed(failed);
    }
    requireWhole(counted.count, size);
    return new Body.OnDisk(name, directory.resolve(number), size);
  }

  private static byte[] whole(byte[] read, long size) throws IOException {
    requireWhole(read.length, size);
    return read;
  }

  private static void requireWhole(long read, long size) throws IOException {
    if (read != size) {
      throw new IOException("a file of " + size + " bytes has only " + read);
    }
  }

  /** Tells what the archive did from what this machine did, while one is copied to the other. */
  private static final class CountedContent extends FilterInputStream {
    private long count;
    private boolean failed;

    CountedContent(InputStream tar) {
      super(tar);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      boolean sound = false;
      try {
        int read = in.read(buffer, offset, length);
        count += Math.max(0, read);
        sound = true;
        return read;
      } finally {
        failed |= !sound;
      }
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }
  }

  /** The directory cannot be written. */
  private static final class StorageFailed extends IOException {
    private static final long serialVersionUID = 1;
    private final IOException failure;

    StorageFailed(IOException failure) {
      super(failure);
      this.failure = failure;
    }

    IOException failure() {
      return failure;
    }
  }
}
