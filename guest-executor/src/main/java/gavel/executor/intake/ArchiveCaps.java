package gavel.executor.intake;

import gavel.model.ByteSize;

/**
 * More than this is not unpacked.
 *
 * @param entries files and directories
 * @param content of all files together, and of the archive itself
 * @param depth names in a path
 * @param path characters of a path
 * @param ratio bytes that come out for one that goes in, once over 1 MiB came out
 */
record ArchiveCaps(int entries, ByteSize content, int depth, int path, int ratio) {
  static final ArchiveCaps SOURCES = new ArchiveCaps(1024, ByteSize.ofMiB(64), 16, 255, 200);
}
