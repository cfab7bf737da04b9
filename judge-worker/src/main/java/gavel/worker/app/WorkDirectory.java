package gavel.worker.app;

import gavel.worker.FileTree;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of one worker that runs, in a directory of its own below {@code worker.scratch}, which
 * may be one that others use as well. It holds a lock for as long as it lives; a worker of the same
 * user that finds a directory of such a name whose lock nobody holds has found what a killed worker
 * left behind, and removes it. Nothing else is touched.
 */
final class WorkDirectory implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WorkDirectory.class);
  private static final String PREFIX = "gavel-worker-";
  private static final Pattern NAME = Pattern.compile("gavel-worker-[0-9a-z-]{1,16}");
  private static final String LOCK = "lock";

  /** Short, as paths of sockets end at 107 bytes. */
  private static final int SHORT = 36;

  private final Path path;
  private final FileChannel channel;

  private WorkDirectory(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /** Removes what dead workers left, and makes a new one. */
  static WorkDirectory below(Path scratch) throws IOException {
    Files.createDirectories(scratch);
    Object user = owner(Path.of("/proc/self"));
    // Until a new directory has its lock it looks like one of a dead worker.
    try (FileChannel all = open(scratch.resolve(PREFIX + "." + user + "." + LOCK));
        FileLock _ = all.lock()) {
      removeDead(scratch, user);
      return make(scratch);
    }
  }

  private static Object owner(Path path) throws IOException {
    return Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private static void removeDead(Path scratch, Object user) throws IOException {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(scratch, PREFIX + "*")) {
      for (Path each : all) {
        if (isOfWorker(each, user) && isDead(each)) {
          LOG.info("Removing {}, which a worker that was killed has left", each);
          FileTree.remove(each);
        }
      }
    }
  }

  private static boolean isOfWorker(Path path, Object user) throws IOException {
    return NAME.matcher(path.getFileName().toString()).matches()
        && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
        && owner(path).equals(user);
  }

  /** One without a lock is of a worker that was killed before it put anything else there. */
  private static boolean isDead(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory.resolve(LOCK), StandardOpenOption.WRITE);
        @Nullable FileLock lock = channel.tryLock()) {
      return lock != null;
    } catch (NoSuchFileException unfinished) {
      return isEmpty(directory);
    } catch (OverlappingFileLockException ours) {
      return false;
    }
  }

  private static boolean isEmpty(Path directory) throws IOException {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(directory)) {
      return !all.iterator().hasNext();
    }
  }

  private static WorkDirectory make(Path scratch) throws IOException {
    String name = PREFIX + Long.toString(ProcessHandle.current().pid(), SHORT);
    Path path = scratch.resolve(name);
    for (int next = 1; Files.exists(path, LinkOption.NOFOLLOW_LINKS); next++) {
      path = scratch.resolve(name + "-" + next);
    }
    Files.createDirectory(
        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    FileChannel channel = open(path.resolve(LOCK));
    boolean locked = false;
    try {
      locked = channel.tryLock() != null;
      if (!locked) {
        throw new IOException("Somebody else has locked " + path);
      }
      return new WorkDirectory(path, channel);
    } finally {
      if (!locked) {
        channel.close();
      }
    }
  }

  Path path() {
    return path;
  }

  /** Removes it with all that is in it. */
  @Override
  public void close() throws IOException {
    try (channel) {
      FileTree.remove(path);
    }
  }
}
