package gavel.sandbox.tree;

import gavel.sandbox.libc.Descriptor;
import gavel.sandbox.libc.DirectoryListing;
import gavel.sandbox.libc.DirectoryListing.Entry;
import gavel.sandbox.libc.ErrnoException;
import gavel.sandbox.libc.FileStatus;
import gavel.sandbox.libc.FileType;
import java.io.IOException;
import java.util.Optional;

/**
 * Gives a tree to the user that a program is going to run as. Regular files with one name and
 * directories are given; a file with several could be anybody's and stays whose it is, as does
 * everything else.
 */
public final class TreeOwner {
  private static final int DEEPEST = 128;

  private TreeOwner() {}

  /** User and group of that number get the directory and all below, 128 directories deep. */
  public static void give(BeneathDirectory root, int id) throws IOException {
    try (Descriptor directory = root.descriptor().openItself()) {
      give(directory, id, 0);
    }
  }

  private static void give(Descriptor directory, int id, int depth) throws IOException {
    if (depth > DEEPEST) {
      throw new IOException(
          "Tried to give " + directory + " to user " + id + ": it is nested too deeply");
    }
    try (DirectoryListing listing = directory.list()) {
      Optional<Entry> entry = listing.next();
      while (entry.isPresent()) {
        giveEntry(directory, entry.get(), id, depth);
        entry = listing.next();
      }
    }
    changeOwner(directory, id);
  }

  /** Who has no right to give can keep what is his already. */
  private static void changeOwner(Descriptor node, int id) throws IOException {
    if (node.status().uid() != id) {
      node.changeOwner(id);
    }
  }

  private static void giveEntry(Descriptor directory, Entry entry, int id, int depth)
      throws IOException {
    try (Descriptor node = directory.openNode(entry.name())) {
      FileStatus status = node.status();
      if (status.type() == FileType.DIRECTORY) {
        try (Descriptor inner = node.openItself()) {
          give(inner, id, depth + 1);
        }
      } else if (status.type() == FileType.REGULAR && status.links() == 1) {
        changeOwner(node, id);
      }
    } catch (ErrnoException failed) {
      if (!Gone.is(failed)) {
        throw failed;
      }
    }
  }
}
