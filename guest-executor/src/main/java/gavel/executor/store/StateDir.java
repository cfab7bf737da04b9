package gavel.executor.store;

import gavel.sandbox.tree.TreeRemover;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * The directory that everything of this executor lies in, for root alone. It belongs to one
 * executor at a time, is emptied when that starts and again when it ends, but for what is to
 * outlive it.
 */
public final class StateDir implements AutoCloseable {
  private static final List<String> PLACES =
      List.of("launcher", "blobs", "artifacts", "scratch", "bodies", "output");
  private final Path root;
  private final FileChannel lockFile;

  private StateDir(Path root, FileChannel lockFile) {
    this.root = root;
    this.lockFile = lockFile;
  }

  /** Takes the directory, makes what is missing and deletes what a dead executor left. */
  public static StateDir take(Path directory) throws IOException {
    Path made = Files.createDirectories(directory);
    Path root = made.toRealPath();
    requireOwn(root);
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
    FileChannel lockFile =
        FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean taken = false;
    try {
      if (!lock(lockFile)) {
        throw new IOException(
            "Tried to take " + root + ": another executor uses it; give each its own --state-dir");
      }
      StateDir state = new StateDir(root, lockFile);
      state.empty();
      for (String place : PLACES) {
        Files.createDirectory(root.resolve(place));
      }
      taken = true;
      return state;
    } finally {
      if (!taken) {
        lockFile.close();
      }
    }
  }

  /** Whoever owns it may put others in the place of the programs that are started from it. */
  private static void requireOwn(Path root) throws IOException {
    Object owner = Files.getAttribute(root, "unix:uid");
    Object own = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    if (!owner.equals(own)) {
      throw new IOException(
          "Tried to take "
              + root
              + ": it belongs to user "
              + owner
              + ", who could change what is started from it; name a directory that is not there"
              + " yet, or one of user "
              + own);
    }
  }

  private static boolean lock(FileChannel file) throws IOException {
    try {
      FileLock lock = file.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException heldInThisProcess) {
      return false;
    }
  }

  private void empty() throws IOException {
    for (String place : PLACES) {
      TreeRemover.remove(root.resolve(place));
    }
  }

  /** The directory itself: sandboxes see work directories and inputs only below it. */
  public Path root() {
    return root;
  }

  /** The launcher program. */
  public Path launcher() {
    return root.resolve("launcher");
  }

  /** Stored inputs. */
  public Path blobs() {
    return root.resolve("blobs");
  }

  /** Compiled programs. */
  public Path artifacts() {
    return root.resolve("artifacts");
  }

  /** What outlives this executor, unless another place is named for that; may not be there. */
  public Path cache() {
    return root.resolve("cache");
  }

  /** Bodies of requests. */
  public Path bodies() {
    return root.resolve("bodies");
  }

  /** Output of programs, where it is too much for memory. */
  public Path output() {
    return root.resolve("output");
  }

  /** A fresh directory for one compilation; whoever asked removes it. */
  public Path newScratch() throws IOException {
    return Files.createTempDirectory(root.resolve("scratch"), "c");
  }

  /** Deletes everything but the cache and lets go of the directory. */
  @Override
  public void close() throws IOException {
    try (lockFile) {
      empty();
    }
  }
}
