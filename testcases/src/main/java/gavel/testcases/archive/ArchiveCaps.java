package gavel.testcases.archive;

import gavel.model.ByteSize;

/**
 * What an archive may hold at most.
 *
 * @param entries files, directories and links
 * @param unpacked all files together
 * @param ratio times the archive's own size that all files together may be, from 256 MiB on
 */
public record ArchiveCaps(int entries, ByteSize unpacked, int ratio) {
  /** Enough for every contest's packages. */
  public static final ArchiveCaps DEFAULT = new ArchiveCaps(100_000, ByteSize.ofMiB(8192), 500);

  private static final long RATIO_FROM = ByteSize.ofMiB(256).bytes();

  /** How many bytes an archive of that size may become. */
  long most(long archive) {
    long byRatio = Math.max(RATIO_FROM, Math.multiplyExact(archive, (long) ratio));
    return Math.min(unpacked.bytes(), byRatio);
  }
}
