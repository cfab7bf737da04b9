package gavel.sandbox.tree;

import gavel.sandbox.libc.Descriptor;
import gavel.sandbox.libc.DirectoryListing;
import gavel.sandbox.libc.DirectoryListing.Entry;
import gavel.sandbox.libc.Errno;
import gavel.sandbox.libc.ErrnoException;
import gavel.sandbox.libc.FileName;
import gavel.sandbox.libc.FileType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Deletes what a program left, whatever that is. Links are deleted, not followed. A directory that
 * is not empty is moved up to the root, under a name that nobody can guess, before it is emptied:
 * so no nesting is too deep and no path too long, nothing needs a free inode, and there are never
 * more than three descriptors open.
 */
public final class TreeRemover {
  /** One suffices when nobody writes any more, but for file systems that list by position. */
  private static final int MOST_PASSES = 1000;

  private final Descriptor root;
  private final String prefix = ".removing-" + UUID.randomUUID() + "-";
  private long movedUp;
  private long emptied;
  private long removed;

  private TreeRemover(Descriptor root) {
    this.root = root;
  }

  /**
   * Deletes whatever lies at the path; nothing happens where there is nothing. The directory above
   * must be the caller's alone.
   *
   * @return how many names are gone
   */
  public static long remove(Path tree) throws IOException {
    Path path = tree.toAbsolutePath();
    Path above = Objects.requireNonNull(path.getParent(), "Not the root of everything");
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return 0;
    }
    FileName name = FileName.of(Objects.requireNonNull(path.getFileName()).toString());
    try (Descriptor parent = Descriptor.ofDirectory(above)) {
      if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
        return require(parent.unlink(name), name, parent);
      }
      long inside;
      try (Descriptor directory = Entrance.open(parent, name)) {
        inside = new TreeRemover(directory).removeAll();
      }
      return inside + require(parent.removeDirectory(name), name, parent);
    }
  }

  /**
   * Deletes all in the directory but not itself. Safe while a program still writes there, but it
   * may then not come to an end that lasts.
   *
   * @return how many names are gone
   */
  public static long removeContents(BeneathDirectory root) throws IOException {
    try (Descriptor directory = root.descriptor().openItself()) {
      return new TreeRemover(directory).removeAll();
    }
  }

  private static int require(Errno errno, FileName name, Descriptor directory) throws IOException {
    if (!errno.equals(Errno.NONE)) {
      throw failure("remove", name, directory, errno);
    }
    return 1;
  }

  private static ErrnoException failure(String what, FileName name, Descriptor in, Errno errno) {
    String where = what + " '" + name + "' in " + in;
    return errno.failure(
        errno.equals(Errno.EBUSY) ? where + ", where something is mounted" : where);
  }

  private long removeAll() throws IOException {
    for (int pass = 0; pass < MOST_PASSES; pass++) {
      if (!pass()) {
        return removed;
      }
    }
    throw new IOException("Tried to empty " + root + ": something still writes there");
  }

  /** Deletes what is seen in the root and all that is moved up meanwhile; false: nothing was. */
  private boolean pass() throws IOException {
    boolean seen = false;
    try (DirectoryListing listing = root.list()) {
      Optional<Entry> entry = listing.next();
      while (entry.isPresent()) {
        seen = true;
        if (!delete(root, entry.get())) {
          empty(entry.get().name());
        }
        entry = listing.next();
      }
    }
    while (emptied < movedUp) {
      empty(name(emptied++));
    }
    return seen;
  }

  private FileName name(long number) {
    return FileName.of(prefix + number);
  }

  /** Empties and deletes a directory in the root; what appears in it meanwhile is left. */
  private void empty(FileName name) throws IOException {
    try (Descriptor directory = Entrance.open(root, name)) {
      try (DirectoryListing listing = directory.list()) {
        Optional<Entry> entry = listing.next();
        while (entry.isPresent()) {
          if (!delete(directory, entry.get())) {
            moveUp(directory, entry.get().name());
          }
          entry = listing.next();
        }
      }
    } catch (ErrnoException failed) {
      if (!Gone.is(failed)) {
        throw failed;
      }
    }
    delete(root, new Entry(name, FileType.DIRECTORY));
  }

  /** A name that is not free was planted just now: it is skipped, and the directory seen again. */
  private void moveUp(Descriptor directory, FileName name) throws IOException {
    Errno errno = permitted(directory, () -> directory.rename(name, root, name(movedUp)));
    if (errno.equals(Errno.EACCES)) {
      try (Descriptor moved = directory.openNode(name)) {
        Entrance.permit(moved);
      }
      errno = directory.rename(name, root, name(movedUp));
    }
    if (errno.isOneOf(Errno.NONE, Errno.EEXIST)) {
      movedUp++;
    } else if (!errno.equals(Errno.ENOENT)) {
      throw failure("move up", name, directory, errno);
    }
  }

  /** False: it is a directory with something in it. */
  private boolean delete(Descriptor directory, Entry entry) throws IOException {
    FileName name = entry.name();
    boolean isDirectory = entry.type() == FileType.DIRECTORY;
    Errno errno = permitted(directory, () -> unlink(directory, name, isDirectory));
    if (errno.isOneOf(Errno.EISDIR, Errno.ENOTDIR)) {
      errno = unlink(directory, name, !isDirectory);
    }
    if (errno.isOneOf(Errno.ENOTEMPTY, Errno.EEXIST)) {
      return false;
    }
    if (errno.equals(Errno.NONE)) {
      removed++;
      return true;
    }
    if (errno.isOneOf(Errno.ENOENT, Errno.EISDIR, Errno.ENOTDIR)) {
      return true;
    }
    throw failure("remove", name, directory, errno);
  }

  private static Errno unlink(Descriptor directory, FileName name, boolean isDirectory) {
    return isDirectory ? directory.removeDirectory(name) : directory.unlink(name);
  }

  private interface Call {
    Errno make();
  }

  /** Makes a call that changes the directory, a second time if it must be permitted first. */
  private static Errno permitted(Descriptor directory, Call call) throws IOException {
    Errno errno = call.make();
    if (!errno.equals(Errno.EACCES)) {
      return errno;
    }
    Entrance.permit(directory);
    return call.make();
  }
}
