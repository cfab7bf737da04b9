package gavel.sandbox.tree;

import gavel.model.ByteSize;
import gavel.sandbox.libc.Descriptor;
import gavel.sandbox.libc.DirectoryListing;
import gavel.sandbox.libc.DirectoryListing.Entry;
import gavel.sandbox.libc.Errno;
import gavel.sandbox.libc.ErrnoException;
import gavel.sandbox.libc.FileName;
import gavel.sandbox.libc.FileStatus;
import gavel.sandbox.libc.FileType;
import gavel.sandbox.tree.CopyResult.Copied;
import gavel.sandbox.tree.CopyResult.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Copies what a program left to a directory of the caller's own. Regular files and directories are
 * taken, with their names and the files' times; links, pipes, sockets, devices and what is mounted
 * there are left out. The copies belong to the caller and nobody else can write them: 0755 for
 * directories, which the caller may have to move and empty without root's rights, 0555 for what its
 * owner could run, else 0444.
 */
public final class TreeCopy {
  private static final int OWN = 0700;
  private static final int OWN_FILE = 0600;
  private static final int READABLE = 0444;
  private static final int EXECUTABLE = 0555;
  private static final int DIRECTORY = 0755;

  /** Leaves place for the path of the target: PATH_MAX is 4096. */
  private static final int LONGEST_PATH = 3500;

  private final CopyCaps caps;
  private final int owner;
  private int entries;
  private int leftOut;
  private long bytes;

  private TreeCopy(CopyCaps caps, int owner) {
    this.caps = caps;
    this.owner = owner;
  }

  /**
   * Copies the tree, in which a program may still be at work: then it is some state of each file.
   *
   * @param target does not exist yet; the directory above is the caller's alone
   * @param owner the user that the program ran as: a file with several names that is another's is
   *     left out
   */
  public static CopyResult copyOut(BeneathDirectory source, Path target, CopyCaps caps, int owner)
      throws IOException {
    TreeCopy copy = new TreeCopy(caps, owner);
    Files.createDirectory(target);
    try (Descriptor from = source.descriptor().openItself();
        Descriptor to = Descriptor.ofDirectory(target)) {
      to.changePermissions(OWN);
      return copy.result(copy.copyEntries(from, to, 0, 0));
    }
  }

  /**
   * Copies what a tree has into an empty directory.
   *
   * @param owner as for {@link #copyOut}
   */
  public static CopyResult copyInto(
      BeneathDirectory source, BeneathDirectory target, CopyCaps caps, int owner)
      throws IOException {
    TreeCopy copy = new TreeCopy(caps, owner);
    try (Descriptor from = source.descriptor().openItself();
        Descriptor to = target.descriptor().openItself()) {
      return copy.result(copy.copyEntries(from, to, 0, 0));
    }
  }

  private CopyResult result(Optional<String> refusal) {
    return refusal.isPresent()
        ? new Refused(refusal.get())
        : new Copied(ByteSize.ofBytes(bytes), leftOut);
  }

  private Optional<String> copyEntries(Descriptor from, Descriptor to, int depth, int path)
      throws IOException {
    if (depth > caps.depth()) {
      return Optional.of("directories are nested deeper than " + caps.depth());
    }
    try (DirectoryListing listing = from.list()) {
      Optional<Entry> entry = listing.next();
      while (entry.isPresent()) {
        Optional<String> refusal = copyEntry(from, to, entry.get().name(), depth, path);
        if (refusal.isPresent()) {
          return refusal;
        }
        entry = listing.next();
      }
    }
    to.changePermissions(DIRECTORY);
    return Optional.empty();
  }

  private Optional<String> copyEntry(
      Descriptor from, Descriptor to, FileName name, int depth, int path) throws IOException {
    entries++;
    if (entries > caps.entries()) {
      return Optional.of("there are over " + caps.entries() + " files");
    }
    int length = path + 1 + name.length();
    if (length > LONGEST_PATH) {
      return Optional.of("a path is longer than " + LONGEST_PATH + " bytes");
    }
    Optional<Descriptor> opened = openSource(() -> from.openNode(name));
    if (opened.isEmpty()) {
      return Optional.empty();
    }
    try (Descriptor node = opened.get()) {
      FileStatus status = node.status();
      if (status.type() == FileType.DIRECTORY) {
        return copyDirectory(node, to, name, depth + 1, length);
      }
      if (status.type() == FileType.REGULAR && !Foreign.is(status, owner)) {
        return copyFile(node, status, to, name);
      }
      leftOut++;
      return Optional.empty();
    }
  }

  private Optional<String> copyDirectory(
      Descriptor node, Descriptor to, FileName name, int depth, int path) throws IOException {
    Optional<Descriptor> opened = openSource(() -> Entrance.open(node));
    if (opened.isEmpty()) {
      return Optional.empty();
    }
    try (Descriptor directory = opened.get()) {
      Errno made = to.makeDirectory(name, OWN);
      if (made.equals(Errno.EEXIST)) {
        return listedTwice();
      }
      if (!made.equals(Errno.NONE)) {
        throw made.failure("make the directory '" + name + "' in " + to);
      }
      try (Descriptor copy = to.openDirectory(name)) {
        return copyEntries(directory, copy, depth, path);
      }
    }
  }

  private Optional<String> copyFile(
      Descriptor node, FileStatus status, Descriptor to, FileName name) throws IOException {
    if (status.size() > caps.size().bytes() - bytes) {
      return Optional.of("the files are over " + caps.size() + " together");
    }
    Optional<Descriptor> opened = openSource(node::reopenToRead);
    if (opened.isEmpty()) {
      return Optional.empty();
    }
    try (Descriptor file = opened.get();
        Descriptor copy = to.createFile(name, OWN_FILE)) {
      bytes += copy.copyFrom(file, status.size());
      copy.changeModified(status.modified());
      copy.changePermissions(status.isExecutable() ? EXECUTABLE : READABLE);
      return Optional.empty();
    } catch (ErrnoException failed) {
      if (failed.errno().equals(Errno.EEXIST)) {
        return listedTwice();
      }
      throw failed;
    }
  }

  /** A directory that is changed while it is listed may show a name again. */
  private Optional<String> listedTwice() {
    leftOut++;
    return Optional.empty();
  }

  private interface Opening {
    Descriptor open() throws ErrnoException;
  }

  /** Opens what a program may remove, exchange, mount over, forbid or lease meanwhile. */
  private Optional<Descriptor> openSource(Opening opening) throws ErrnoException {
    try {
      return Optional.of(opening.open());
    } catch (ErrnoException failed) {
      if (!failed
          .errno()
          .isOneOf(Errno.ENOENT, Errno.EXDEV, Errno.EACCES, Errno.EAGAIN, Errno.EPERM)) {
        throw failed;
      }
      leftOut++;
      return Optional.empty();
    }
  }
}
