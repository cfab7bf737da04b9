package gavel.executor.intake;

import gavel.model.json.InvalidField;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** What is packed under a name; most kinds are refused. */
enum EntryKind {
  FILE,
  DIRECTORY;

  static EntryKind of(TarArchiveEntry entry) {
    String name = "has '" + EntryName.shown(entry.getName()) + "', which is ";
    if (entry.isSparse()) {
      throw new InvalidField(
          SourceArchive.FIELD, name + "sparse; pack it without tar's option --sparse");
    }
    return switch (entry.getLinkFlag()) {
      case TarConstants.LF_DIR -> DIRECTORY;
      case TarConstants.LF_NORMAL, TarConstants.LF_OLDNORM, TarConstants.LF_CONTIG ->
          entry.getName().endsWith("/") ? DIRECTORY : FILE;
      case TarConstants.LF_SYMLINK ->
          throw new InvalidField(
              SourceArchive.FIELD,
              name + "a symbolic link; pack what it leads to with tar's option --dereference");
      case TarConstants.LF_LINK ->
          throw new InvalidField(
              SourceArchive.FIELD,
              name + "a hard link; pack the file with tar's option --hard-dereference");
      case TarConstants.LF_CHR, TarConstants.LF_BLK, TarConstants.LF_FIFO ->
          throw new InvalidField(
              SourceArchive.FIELD, name + "a device or a pipe; leave it out of the archive");
      default ->
          throw new InvalidField(
              SourceArchive.FIELD,
              name + "neither a file nor a directory; leave it out of the archive");
    };
  }
}
