package gavel.sandbox.tree;

import gavel.sandbox.libc.Descriptor;
import gavel.sandbox.libc.DirectoryListing;
import gavel.sandbox.libc.Errno;
import gavel.sandbox.libc.ErrnoException;
import gavel.sandbox.libc.FileName;
import gavel.sandbox.libc.FileStatus;
import gavel.sandbox.libc.FileType;
import gavel.sandbox.libc.RelativePath;
import gavel.sandbox.tree.FileSearch.Found;
import gavel.sandbox.tree.FileSearch.Missing;
import gavel.sandbox.tree.FileSearch.Unfit;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An open directory below which a program may write, or may have written. It stays the same
 * directory whatever is renamed.
 */
public final class BeneathDirectory implements AutoCloseable {
  private static final int DIRECTORY = 0755;
  private static final int CHUNK = 1 << 16;
  private final Descriptor descriptor;

  private BeneathDirectory(Descriptor descriptor) {
    this.descriptor = descriptor;
  }

  /**
   * Opens it by a path that no program can change: links on it are followed, as in {@code
   * /proc/PID/fd/N} of a process of ours.
   */
  public static BeneathDirectory open(Path trusted) throws IOException {
    return new BeneathDirectory(Descriptor.ofDirectory(trusted));
  }

  Descriptor descriptor() {
    return descriptor;
  }

  /** Whether there is nothing in it. */
  public boolean isEmpty() throws IOException {
    try (DirectoryListing listing = descriptor.list()) {
      return listing.next().isEmpty();
    }
  }

  /** The first so many names in it, in no order. */
  public List<FileName> names(int most) throws IOException {
    List<FileName> names = new ArrayList<>();
    try (DirectoryListing listing = descriptor.list()) {
      Optional<DirectoryListing.Entry> entry = listing.next();
      while (entry.isPresent() && names.size() < most) {
        names.add(entry.get().name());
        entry = listing.next();
      }
    }
    return names;
  }

  /**
   * Writes a new file, and the directories on the way to it with permissions 0755.
   *
   * @param permissions exactly these, whatever the umask
   * @return nothing, or EEXIST, ENOTDIR or ELOOP when something else is in its place or on its way
   */
  public Errno write(RelativePath path, InputStream content, int permissions) throws IOException {
    try (Descriptor parent = make(path.parents());
        Descriptor file = parent.createFile(path.last(), permissions)) {
      byte[] chunk = content.readNBytes(CHUNK);
      while (chunk.length > 0) {
        file.write(chunk);
        chunk = content.readNBytes(CHUNK);
      }
      file.changePermissions(permissions);
      return Errno.NONE;
    } catch (ErrnoException failed) {
      if (failed.errno().isOneOf(Errno.EEXIST, Errno.ENOTDIR, Errno.ELOOP)) {
        return failed.errno();
      }
      throw failed;
    }
  }

  /**
   * Makes a directory and those on the way to it, with permissions 0755, as far as they are not
   * there.
   *
   * @return nothing, or ENOTDIR or ELOOP when something else is in their place
   */
  public Errno makeDirectories(RelativePath path) throws IOException {
    try (Descriptor made = make(path.names())) {
      return made.status().type() == FileType.DIRECTORY ? Errno.NONE : Errno.ENOTDIR;
    } catch (ErrnoException failed) {
      if (failed.errno().isOneOf(Errno.ENOTDIR, Errno.ELOOP)) {
        return failed.errno();
      }
      throw failed;
    }
  }

  private Descriptor make(List<FileName> names) throws IOException {
    Descriptor current = descriptor.openItself();
    for (FileName name : names) {
      try (Descriptor above = current) {
        Errno made = above.makeDirectory(name, DIRECTORY);
        if (!made.isOneOf(Errno.NONE, Errno.EEXIST)) {
          throw made.failure("make the directory '" + name + "' in " + above);
        }
        current = above.openDirectory(name);
        if (made.equals(Errno.NONE)) {
          current.changePermissions(DIRECTORY);
        }
      }
    }
    return current;
  }

  /**
   * Looks for a regular file.
   *
   * @param owner the user that the program runs as: a file with several names that is another's is
   *     not the program's to hand over
   */
  public FileSearch find(RelativePath path, int owner) throws IOException {
    try (Descriptor node = descriptor.openNode(path)) {
      FileStatus status = node.status();
      if (status.type() != FileType.REGULAR) {
        return new Unfit(status.type(), "it is no regular file");
      }
      return Foreign.is(status, owner)
          ? new Unfit(FileType.UNKNOWN, "it is a hard link to a file of another user")
          : new Found(new RegularFile(node.reopenToRead(), status.size()));
    } catch (ErrnoException failed) {
      if (failed.errno().isOneOf(Errno.ENOENT, Errno.ENOTDIR)) {
        return new Missing();
      }
      if (failed.errno().isOneOf(Errno.ELOOP, Errno.EXDEV, Errno.EACCES, Errno.EAGAIN)) {
        boolean link = failed.errno().equals(Errno.ELOOP);
        return new Unfit(
            link ? FileType.SYMBOLIC_LINK : FileType.UNKNOWN,
            "it cannot be opened: " + failed.errno());
      }
      throw failed;
    }
  }

  /**
   * Lists what lies below a directory, which must be there.
   *
   * @param choice called for every path, and for a directory before anything below it
   */
  public TreeEntries entries(RelativePath directory, SearchCaps caps, TreeChoice choice)
      throws IOException {
    try (Descriptor node = descriptor.openNode(directory)) {
      return TreeSearch.below(node, directory, caps, choice);
    }
  }

  @Override
  public void close() throws IOException {
    descriptor.close();
  }

  /** To be shown to people. */
  @Override
  public String toString() {
    return descriptor.toString();
  }
}
