package gavel.testcases.store;

import gavel.model.ByteSize;
import gavel.testcases.archive.ArchiveCaps;
import gavel.testcases.archive.PackageArchive;
import gavel.testcases.archive.RefusedArchive;
import gavel.testcases.problem.PackageContents;
import gavel.testcases.problem.PackageFile;
import gavel.testcases.problem.ProblemId;
import gavel.testcases.reader.ProblemPackageReader;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.io.file.PathUtils;

/**
 * Unpacked packages on disk, each in a directory called after its archive's hash. Whoever uses one
 * holds its lock.
 */
final class StoreCache implements AutoCloseable {
  private static final String UNFINISHED = "tmp-";

  /** Holds how many bytes the package has; its time is that of the last use. */
  private static final String USED = "used";

  private static final String CONTENT = "package";
  private static final Duration ABANDONED = Duration.ofDays(1);

  private final Path directory;
  private final ByteSize bound;
  private final CacheLocks locks;
  private final Clock clock;

  private StoreCache(Path directory, ByteSize bound, Clock clock) throws IOException {
    this.directory = directory;
    this.bound = bound;
    this.clock = clock;
    this.locks = new CacheLocks(directory);
  }

  /** Opens it, makes it where it is missing, and removes what others left unfinished long ago. */
  static StoreCache open(Path directory, ByteSize bound, Clock clock) throws IOException {
    Files.createDirectories(directory);
    Path real = directory.toRealPath();
    Instant old = clock.instant().minus(ABANDONED);
    try (Stream<Path> all = Files.list(real)) {
      for (Path each : all.toList()) {
        if (name(each).startsWith(UNFINISHED)
            && Files.getLastModifiedTime(each).toInstant().isBefore(old)) {
          PathUtils.delete(each);
        }
      }
    }
    return new StoreCache(real, bound, clock);
  }

  /** Makes others keep their hands off it, whether it is there or not. */
  synchronized FileLock hold(StoreIndex index) throws IOException {
    return locks.share(index.sha256());
  }

  /** The package's directory as it is there, marked as used; its lock must be held. */
  Optional<Path> find(StoreIndex index) throws IOException {
    Path used = directory.resolve(index.sha256()).resolve(USED);
    if (!Files.isRegularFile(used)) {
      return Optional.empty();
    }
    Files.setLastModifiedTime(used, FileTime.from(clock.instant()));
    try (Stream<Path> only = Files.list(directory.resolve(index.sha256()).resolve(CONTENT))) {
      return only.filter(Files::isDirectory).findFirst();
    } catch (NoSuchFileException damaged) {
      return Optional.empty();
    }
  }

  /** Whether every byte of the package is what the revision says. */
  static boolean isWhole(Path place, ProblemId id, StoreIndex index) {
    try {
      return ProblemPackageReader.list(id, place).contents().revision().equals(index.revision());
    } catch (IOException damaged) {
      return false;
    }
  }

  /** Takes what is damaged out of the way. */
  void discard(StoreIndex index) throws IOException {
    remove(directory.resolve(index.sha256()));
  }

  /** Keeps what the store said about a problem, for as long as it does not answer. */
  void remember(ProblemId id, String json) throws IOException {
    Path scratch = newDirectory();
    try {
      Path whole = Files.writeString(scratch.resolve("index"), json);
      Files.move(whole, index(id), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      PathUtils.delete(scratch);
    }
  }

  /** What it said last, to any who share the cache. */
  Optional<String> recall(ProblemId id) throws IOException {
    try {
      return Optional.of(Files.readString(index(id)));
    } catch (NoSuchFileException unknown) {
      return Optional.empty();
    }
  }

  /** It has the problem no longer. */
  void forget(ProblemId id) throws IOException {
    Files.deleteIfExists(index(id));
  }

  private Path index(ProblemId id) {
    return directory.resolve("index-" + id.value() + ".json");
  }

  /** Where an archive can be written to; the caller deletes it whatever comes of it. */
  Path newDirectory() throws IOException {
    return Files.createTempDirectory(directory, UNFINISHED);
  }

  /**
   * Unpacks an archive and puts the package in its place, unless another process was faster; the
   * lock must be held.
   *
   * @throws RefusedArchive for what the archive is or holds: no other try would mend it
   */
  void add(StoreIndex index, ProblemId id, Path scratch, Path archive)
      throws IOException, RefusedArchive {
    Path unpacking = Files.createDirectory(scratch.resolve("unpacking"));
    Path unpacked = PackageArchive.unpack(archive, unpacking, ArchiveCaps.DEFAULT).directory();
    PackageContents contents = ProblemPackageReader.list(id, unpacked).contents();
    if (!contents.revision().equals(index.revision())) {
      throw new RefusedArchive(
          "The archive holds revision " + contents.revision() + ", not " + index.revision());
    }
    long bytes = contents.files().stream().map(PackageFile::size).mapToLong(ByteSize::bytes).sum();
    Path whole = Files.createDirectory(scratch.resolve("whole"));
    Files.move(unpacked, Files.createDirectory(whole.resolve(CONTENT)).resolve(id.value()));
    Files.writeString(whole.resolve(USED), Long.toString(bytes));
    try {
      Files.move(whole, directory.resolve(index.sha256()), StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException faster) {
      // another process did the same, and it is the same
      return;
    }
    shrink();
  }

  /** Removes what was not used for longest until the rest fits; nothing that somebody holds. */
  synchronized void shrink() throws IOException {
    List<Entry> entries = entries();
    long total = entries.stream().mapToLong(Entry::bytes).sum();
    for (Entry entry : entries) {
      if (total <= bound.bytes()) {
        return;
      }
      Optional<FileLock> alone = locks.tryAlone(name(entry.path()));
      if (alone.isPresent()) {
        try (FileLock _ = alone.get()) {
          remove(entry.path());
          total -= entry.bytes();
        }
      }
    }
  }

  private record Entry(Path path, long bytes, Instant used) {}

  /** Those that were not used for longest first. */
  private List<Entry> entries() throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (Stream<Path> all = Files.list(directory)) {
      for (Path path : all.filter(each -> Files.isRegularFile(each.resolve(USED))).toList()) {
        if (!name(path).startsWith(UNFINISHED)) {
          entry(path).ifPresent(entries::add);
        }
      }
    }
    entries.sort(Comparator.comparing(Entry::used));
    return entries;
  }

  private static Optional<Entry> entry(Path path) throws IOException {
    Path used = path.resolve(USED);
    try {
      long bytes = Long.parseLong(Files.readString(used));
      return Optional.of(new Entry(path, bytes, Files.getLastModifiedTime(used).toInstant()));
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    } catch (NumberFormatException damaged) {
      return Optional.of(new Entry(path, 0, Instant.EPOCH));
    }
  }

  /** It is gone at once for whoever looks, however long deleting takes. */
  private void remove(Path path) throws IOException {
    Path aside = newDirectory();
    try {
      Files.move(path, aside.resolve("gone"), StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException gone) {
      // somebody was faster
    }
    PathUtils.delete(aside);
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  @Override
  public void close() throws IOException {
    locks.close();
  }
}
