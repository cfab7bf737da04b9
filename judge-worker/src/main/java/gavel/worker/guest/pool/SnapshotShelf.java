package gavel.worker.guest.pool;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where snapshots are kept, each in a directory named by all that it depends on. They come to be
 * there whole, in one step; of workers that take the same one at a time, one keeps it and the
 * others use that.
 *
 * @param own where nothing can be written beside the image: for as long as the worker runs
 * @param files what those of a snapshot are called
 */
record SnapshotShelf(Path image, Path own, Clock clock, SnapshotFiles files) {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotShelf.class);
  private static final String PREFIX = "snapshot-";
  private static final String UNFINISHED = ".snapshot-";
  private static final Duration KEPT = Duration.ofDays(30);
  private static final Duration UNFINISHED_KEPT = Duration.ofHours(6);

  private Path parent() {
    return Files.isWritable(image) ? image : own;
  }

  private Path place(String name) {
    return parent().resolve(PREFIX + name);
  }

  /**
   * The snapshot of that name, if there is one.
   *
   * @throws IOException when there is, and it is of no use; it is gone then
   */
  Optional<Snapshot> find(String name) throws IOException {
    Path place = place(name);
    if (Files.notExists(place)) {
      return Optional.empty();
    }
    boolean sound = false;
    try {
      Snapshot snapshot = Snapshot.open(place, files);
      Files.setLastModifiedTime(place, FileTime.from(clock.instant()));
      sound = true;
      return Optional.of(snapshot);
    } finally {
      if (!sound) {
        new MachineDirectory(place).close();
      }
    }
  }

  /** A place for one that is being taken; nobody sees it until it is kept. */
  MachineDirectory begin() throws IOException {
    return MachineDirectory.below(parent(), UNFINISHED);
  }

  /** Keeps what was taken, and removes what nobody has used for long. */
  Snapshot keep(MachineDirectory taken, String name) throws IOException {
    Path place = place(name);
    try {
      Files.move(taken.path(), place, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException another) {
      if (Files.notExists(place)) {
        throw another;
      }
      LOG.debug("Another worker took the same snapshot", another);
    }
    removeOld();
    return Snapshot.open(place, files);
  }

  /** Removes one that turned out to be of no use. */
  void discard(Snapshot snapshot) {
    new MachineDirectory(snapshot.directory()).close();
  }

  private void removeOld() throws IOException {
    Instant now = clock.instant();
    removeUntouched(PREFIX, now.minus(KEPT));
    removeUntouched(UNFINISHED, now.minus(UNFINISHED_KEPT));
  }

  private void removeUntouched(String prefix, Instant since) throws IOException {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(parent(), prefix + "*")) {
      for (Path each : all) {
        if (Files.getLastModifiedTime(each).toInstant().isBefore(since)) {
          new MachineDirectory(each).close();
        }
      }
    }
  }
}
