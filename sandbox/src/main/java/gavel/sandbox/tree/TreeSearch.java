package gavel.sandbox.tree;

import gavel.sandbox.libc.Descriptor;
import gavel.sandbox.libc.DirectoryListing;
import gavel.sandbox.libc.Errno;
import gavel.sandbox.libc.ErrnoException;
import gavel.sandbox.libc.FileName;
import gavel.sandbox.libc.FileStatus;
import gavel.sandbox.libc.FileType;
import gavel.sandbox.libc.RelativePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Lists what a program left below a directory. Nothing but directories is opened. Of any number of
 * names only so many are looked at, and of these only the first are kept, so that a program decides
 * neither for how long this takes nor over how much memory; as many descriptors are open as the
 * search is deep.
 */
final class TreeSearch {
  private static final int OWNER_ALL = 0700;
  private final SearchCaps caps;
  private final TreeChoice choice;
  private final TreeMap<byte[], TreeEntries.Entry> kept = new TreeMap<>(Arrays::compareUnsigned);
  private int seen;
  private boolean complete = true;

  private TreeSearch(SearchCaps caps, TreeChoice choice) {
    this.caps = caps;
    this.choice = choice;
  }

  /** Below a directory that is open without rights. */
  static TreeEntries below(Descriptor node, RelativePath path, SearchCaps caps, TreeChoice choice)
      throws IOException {
    TreeSearch search = new TreeSearch(caps, choice);
    search.enter(node, node.status(), path);
    return new TreeEntries(List.copyOf(search.kept.values()), search.complete);
  }

  /** Whether there was nothing in it. */
  private boolean enter(Descriptor node, FileStatus status, RelativePath path) throws IOException {
    if ((status.permissions() & OWNER_ALL) != OWNER_ALL) {
      Entrance.permit(node);
    }
    boolean empty = true;
    try (Descriptor directory = node.openItself();
        DirectoryListing listing = directory.list()) {
      Optional<DirectoryListing.Entry> entry = listing.next();
      while (entry.isPresent()) {
        empty = false;
        if (seen >= caps.seen()) {
          complete = false;
          return false;
        }
        seen++;
        look(directory, path, entry.get());
        entry = listing.next();
      }
    }
    return empty;
  }

  private void look(Descriptor directory, RelativePath above, DirectoryListing.Entry entry)
      throws IOException {
    List<FileName> names = new ArrayList<>(above.names());
    names.add(entry.name());
    if (names.size() > caps.names()) {
      complete = false;
      return;
    }
    RelativePath path = new RelativePath(names);
    switch (choice.choose(path)) {
      case SKIP -> {}
      case LEAVE_OUT -> complete = false;
      case TAKE -> {
        boolean known = entry.type() != FileType.DIRECTORY && entry.type() != FileType.UNKNOWN;
        if (known) {
          keep(path, entry.type());
        } else {
          open(directory, path);
        }
      }
    }
  }

  private void open(Descriptor directory, RelativePath path) throws IOException {
    try (Descriptor node = directory.openNode(path.last())) {
      FileStatus status = node.status();
      if (status.type() != FileType.DIRECTORY || enter(node, status, path)) {
        keep(path, status.type());
      }
    } catch (ErrnoException failed) {
      if (!Gone.is(failed)
          && !failed.errno().isOneOf(Errno.EXDEV, Errno.EACCES, Errno.EAGAIN, Errno.EPERM)) {
        throw failed;
      }
      complete = false;
    }
  }

  private void keep(RelativePath path, FileType type) {
    kept.put(path.bytes(), new TreeEntries.Entry(path, type));
    if (kept.size() > caps.kept()) {
      kept.pollLastEntry();
      complete = false;
    }
  }
}
