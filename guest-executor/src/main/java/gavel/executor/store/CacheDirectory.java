package gavel.executor.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * A directory that outlives executors and that several of them may use at a time, all of one user,
 * who alone can write there. What is in it gets its name when it is complete, and is not changed
 * after that: so only who adds or removes something needs to be alone.
 */
public final class CacheDirectory {
  private static final int TRIES = 40;
  private static final Duration PAUSE = Duration.ofMillis(5);
  private static final Set<PosixFilePermission> OTHERS_WRITE =
      Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
  private static final String LOCK = "lock";

  /** What is in a cache, and what file systems put at their top. */
  private static final Set<String> OWN = Set.of(LOCK, "artifacts", "prepared", "lost+found");

  private final Path root;

  private CacheDirectory(Path root) {
    this.root = root;
  }

  /** What needs to be done alone. */
  @FunctionalInterface
  public interface Change {
    /** Does it. */
    void make() throws IOException;
  }

  /**
   * Opens the directory, and makes it where it is missing.
   *
   * @throws IOException that says why it cannot be trusted, or made
   */
  public static CacheDirectory open(Path directory) throws IOException {
    Path root = makeOwn(directory.toAbsolutePath().normalize());
    requireOwn(root);
    requireNothingElse(root);
    return new CacheDirectory(root);
  }

  private static Path makeOwn(Path directory) throws IOException {
    Path above = directory.getParent();
    if (above != null) {
      Files.createDirectories(above);
    }
    try {
      Files.createDirectory(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (FileAlreadyExistsException made) {
      if (!Files.isDirectory(directory)) {
        throw new IOException(directory + " is no directory", made);
      }
    }
    return directory.toRealPath();
  }

  /** Whoever else could write there could have others run programs of theirs. */
  private static void requireOwn(Path root) throws IOException {
    if (!isOwn(root)) {
      throw new IOException(
          root + " belongs to user " + Files.getAttribute(root, "unix:uid") + ", not to this one");
    }
    requireUnwritable(root, "700");
  }

  private static void requireUnwritable(Path directory, String mode) throws IOException {
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(directory);
    if (permissions.stream().anyMatch(OTHERS_WRITE::contains)) {
      throw new IOException(
          directory
              + " can be written by others ("
              + PosixFilePermissions.toString(permissions)
              + "); chmod "
              + mode
              + " "
              + directory);
    }
  }

  /** A cache deletes what it does not know, and must not be where somebody keeps anything. */
  private static void requireNothingElse(Path root) throws IOException {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(root)) {
      for (Path path : all) {
        String name = String.valueOf(path.getFileName());
        if (!name.startsWith(".") && !OWN.contains(name)) {
          throw new IOException(
              root
                  + " has other things than a cache, such as "
                  + name
                  + "; name another directory");
        }
      }
    } catch (DirectoryIteratorException failed) {
      throw failed.getCause();
    }
  }

  /** Whether it is this user's, and no link to something that is. */
  static boolean isOwn(Path path) throws IOException {
    Object own = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    return own.equals(Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS));
  }

  /** Whether it is a file, of this user's; no link to one. */
  static boolean isOwnFile(Path path) throws IOException {
    return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) && isOwn(path);
  }

  /** A directory in it, for one kind of things; others may look into it where they get there. */
  public Path place(String name) throws IOException {
    Path place = root.resolve(name);
    try {
      Files.createDirectory(place);
      Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (FileAlreadyExistsException made) {
      if (!Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS) || !isOwn(place)) {
        throw new IOException(place + " is no directory of this user", made);
      }
      requireUnwritable(place, "755");
    }
    return place;
  }

  /**
   * Makes a change while no other executor makes one; the kernel ends that when a process dies. A
   * directory that somebody has removed since is made again.
   *
   * @return false where others were at it all the time; then nothing was done
   */
  public synchronized boolean change(Change change) throws IOException {
    if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
      makeOwn(root);
    }
    requireOwn(root);
    Path lock = root.resolve(LOCK);
    // To open anything else might wait for somebody at its other end.
    if (Files.exists(lock, LinkOption.NOFOLLOW_LINKS) && !isOwnFile(lock)) {
      throw new IOException(lock + " is no file of this user");
    }
    try (FileChannel file =
        FileChannel.open(
            lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
      for (int tried = 0; tried < TRIES; tried++) {
        if (isLocked(file)) {
          change.make();
          return true;
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
      return false;
    }
  }

  /** The lock goes with the descriptor. */
  private static boolean isLocked(FileChannel file) throws IOException {
    try {
      FileLock lock = file.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException heldInThisProcess) {
      return false;
    }
  }
}
