package gavel.testcases.archive;

import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Unpacks a {@code .zip} of plain files in memory; nothing touches a disk. An archive with anything
 * in it that is refused is refused whole.
 */
public final class ArchivedFiles {
  private final ArchiveCaps caps;
  private final long largest;
  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private final long most;
  private long left;

  private ArchivedFiles(ArchiveCaps caps, long largest, long most) {
    this.caps = caps;
    this.largest = largest;
    this.most = most;
    this.left = most;
  }

  /**
   * The files by their paths, in the archive's order.
   *
   * @param largest what is wanted of one file; of those that have more, a byte more than that is
   *     there, and nothing behind it is unpacked
   * @throws RefusedArchive for what the archive is or holds; {@code caps} count what is unpacked
   */
  public static Map<String, byte[]> unpack(byte[] archive, ArchiveCaps caps, long largest)
      throws RefusedArchive {
    ArchivedFiles unpacking = new ArchivedFiles(caps, largest, caps.most(archive.length));
    try (ZipFile zip = ZipFile.builder().setByteArray(archive).get()) {
      unpacking.readAll(zip);
    } catch (IOException | IllegalArgumentException broken) {
      throw new RefusedArchive(
          "It is no zip archive that can be read: it is damaged, cut, or something else", broken);
    }
    return Collections.unmodifiableMap(unpacking.files);
  }

  private void readAll(ZipFile zip) throws IOException, RefusedArchive {
    List<ZipArchiveEntry> entries = Collections.list(zip.getEntries());
    if (entries.size() > caps.entries()) {
      throw new RefusedArchive("The archive has over " + caps.entries() + " entries");
    }
    for (ZipArchiveEntry entry : entries) {
      Optional<EntryName> name = EntryName.of(entry.getName());
      if (name.isPresent() && !entry.isDirectory()) {
        read(zip, entry, name.get());
      }
    }
  }

  private void read(ZipFile zip, ZipArchiveEntry entry, EntryName name)
      throws IOException, RefusedArchive {
    if (entry.isUnixSymlink()) {
      throw new RefusedArchive(name + " is a link");
    }
    try (EntryContent in = EntryContent.open(zip, entry, name)) {
      byte[] content = in.readNBytes((int) Math.min(largest + 1, left + 1));
      left -= content.length;
      if (left < 0) {
        throw new RefusedArchive("The archive unpacks to over " + most + " bytes");
      }
      if (content.length <= largest) {
        in.requireWhole();
      }
      if (files.put(name.path(), content) != null) {
        throw new RefusedArchive(name + " is in the archive twice");
      }
    }
  }
}
