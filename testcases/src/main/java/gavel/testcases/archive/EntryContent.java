package gavel.testcases.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.archivers.zip.ZipMethod;

/** What an entry of an archive holds; whoever reads to its end can ask whether it is whole. */
final class EntryContent extends FilterInputStream {
  /** Others need libraries that are not here. */
  private static final Set<Integer> METHODS =
      Set.of(
          ZipEntry.STORED,
          ZipEntry.DEFLATED,
          ZipMethod.ENHANCED_DEFLATED.getCode(),
          ZipMethod.BZIP2.getCode());

  private final CRC32 sum;
  private final ZipArchiveEntry entry;
  private final EntryName name;

  private EntryContent(InputStream packed, CRC32 sum, ZipArchiveEntry entry, EntryName name) {
    super(new CheckedInputStream(packed, sum));
    this.sum = sum;
    this.entry = entry;
    this.name = name;
  }

  /** Begins to unpack it. */
  static EntryContent open(ZipFile zip, ZipArchiveEntry entry, EntryName name)
      throws IOException, RefusedArchive {
    if (!METHODS.contains(entry.getMethod()) || !zip.canReadEntryData(entry)) {
      throw new RefusedArchive(name + " is encrypted or packed in a way nobody here knows");
    }
    return new EntryContent(zip.getInputStream(entry), new CRC32(), entry, name);
  }

  /** To be asked at its end. */
  void requireWhole() throws RefusedArchive {
    if (sum.getValue() != entry.getCrc()) {
      throw new RefusedArchive(name + " is damaged: its checksum is another");
    }
  }
}
