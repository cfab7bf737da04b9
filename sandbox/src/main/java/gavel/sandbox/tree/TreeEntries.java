package gavel.sandbox.tree;

import gavel.sandbox.libc.FileType;
import gavel.sandbox.libc.RelativePath;
import java.util.List;

/**
 * What was found below a directory, in the order of the bytes of the paths.
 *
 * @param complete false: there is more
 */
public record TreeEntries(List<Entry> entries, boolean complete) {
  /** Copies the list. */
  public TreeEntries {
    entries = List.copyOf(entries);
  }

  /**
   * One of them: whatever is no directory, or a directory that is empty.
   *
   * @param path from the root
   */
  public record Entry(RelativePath path, FileType type) {}
}
