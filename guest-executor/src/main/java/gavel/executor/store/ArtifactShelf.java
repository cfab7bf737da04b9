package gavel.executor.store;

import gavel.sandbox.tree.TreeRemover;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Artifacts that outlive the executor, one file each. Nothing here is needed: what cannot be
 * written is not kept, what cannot be read is compiled anew, and only the log hears of it.
 */
public final class ArtifactShelf {
  private static final Logger LOG = LoggerFactory.getLogger(ArtifactShelf.class);

  /** The number is that of the format: files of another end in another. */
  private static final String SUFFIX = ".packed1";

  private static final String PLACE = "artifacts";
  private static final String FRESH = "new";
  private static final int KEY_LENGTH = 64;
  private final CacheDirectory cache;
  private final Path directory;
  private final CacheBounds bounds;
  private final Clock clock = Clock.systemUTC();

  /** When that was last changed by who counts here; others may have added to it since. */
  private @Nullable FileTime counted;

  private long usedBytes;
  private int usedCount;

  private ArtifactShelf(CacheDirectory cache, Path directory, CacheBounds bounds) {
    this.cache = cache;
    this.directory = directory;
    this.bounds = bounds;
  }

  /** Keeps artifacts in a place of that directory. */
  public static ArtifactShelf in(CacheDirectory cache, CacheBounds bounds) throws IOException {
    return new ArtifactShelf(cache, cache.place(PLACE), bounds);
  }

  private record Kept(Path file, long bytes, FileTime used) {}

  /**
   * Unpacks the artifact of that key into a directory that is not there yet, and makes it the one
   * that was used last. Nothing: there is none that could be used, and nothing at the directory.
   */
  Optional<PackedArtifact> take(String key, Path target) throws IOException {
    Path file = file(key);
    try {
      if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        return Optional.empty();
      }
      if (!CacheDirectory.isOwnFile(file)) {
        LOG.warn("{} is no file of this user and not used", file);
        return Optional.empty();
      }
      PackedArtifact packed = ArtifactPack.read(key, file, target);
      touch(file);
      return Optional.of(packed);
    } catch (NoSuchFileException evicted) {
      LOG.debug("{} was just evicted", file);
    } catch (DamagedArtifact damaged) {
      LOG.warn("{} is not used and deleted: {}", file, damaged.getMessage());
      delete(file);
    } catch (IOException failed) {
      LOG.warn("Tried to read {}; it is compiled anew: {}", file, failed.toString());
    }
    TreeRemover.remove(target);
    return Optional.empty();
  }

  /** What cannot be marked, as where nothing can be written, can be used all the same. */
  private void touch(Path file) {
    try {
      Files.setLastModifiedTime(file, FileTime.from(Instant.now(clock)));
    } catch (IOException evicted) {
      LOG.debug("{} is not marked as used: {}", file, evicted.toString());
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException kept) {
      LOG.warn("Tried to delete {}: {}", file, kept.toString());
    }
  }

  private Path file(String key) {
    return directory.resolve(key + SUFFIX);
  }

  /** Keeps a copy, where that can be. */
  synchronized void put(Artifact artifact) {
    try {
      if (!cache.change(() -> write(artifact))) {
        LOG.warn("Other executors keep {} busy: an artifact is not kept", directory);
      }
    } catch (IOException failed) {
      LOG.warn("Tried to keep an artifact in {}: {}", directory, failed.toString());
      shrink();
    }
  }

  private void write(Artifact artifact) throws IOException {
    cache.place(PLACE);
    if (!Files.getLastModifiedTime(directory).equals(counted)) {
      evict(bounds);
    }
    Path file = file(artifact.key());
    if (CacheDirectory.isOwnFile(file)) {
      return;
    }
    TreeRemover.remove(file);
    Path fresh = directory.resolve(FRESH);
    TreeRemover.remove(fresh);
    try {
      boolean complete;
      try (OutputStream out = Files.newOutputStream(fresh, StandardOpenOption.CREATE_NEW)) {
        complete = ArtifactPack.write(artifact, out);
      }
      if (complete) {
        usedBytes += Files.size(fresh);
        usedCount++;
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      }
    } finally {
      Files.deleteIfExists(fresh);
    }
    counted = Files.getLastModifiedTime(directory);
    if (!bounds.hold(usedBytes, usedCount)) {
      evict(bounds.afterEviction());
    }
  }

  /** Deletes what is of no use, and what is over the bounds: what was used longest ago first. */
  public synchronized void clean() {
    tryEvict(bounds);
  }

  /** Deletes the older half. */
  synchronized void shrink() {
    tryEvict(bounds.half());
  }

  private void tryEvict(CacheBounds most) {
    try {
      if (!cache.change(() -> evict(most))) {
        LOG.debug("Other executors keep {} busy", directory);
      }
    } catch (IOException failed) {
      LOG.warn("Tried to clean {}", directory, failed);
    }
  }

  private void evict(CacheBounds most) throws IOException {
    List<Kept> kept = new ArrayList<>(usable());
    kept.sort(Comparator.comparing(Kept::used));
    usedBytes = kept.stream().mapToLong(Kept::bytes).sum();
    usedCount = kept.size();
    for (Kept oldest : kept) {
      if (most.hold(usedBytes, usedCount)) {
        break;
      }
      Files.deleteIfExists(oldest.file());
      usedBytes -= oldest.bytes();
      usedCount--;
    }
    counted = Files.getLastModifiedTime(directory);
  }

  /** Whatever else lies there is deleted: nobody is just writing it. */
  private List<Kept> usable() throws IOException {
    List<Kept> usable = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(directory)) {
      for (Path file : all) {
        usable(file).ifPresent(usable::add);
      }
    } catch (DirectoryIteratorException failed) {
      throw failed.getCause();
    }
    return usable;
  }

  private static Optional<Kept> usable(Path file) throws IOException {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (attributes.isRegularFile() && isNamed(file) && CacheDirectory.isOwn(file)) {
        return Optional.of(new Kept(file, attributes.size(), attributes.lastModifiedTime()));
      }
    } catch (NoSuchFileException goneSinceItWasListed) {
      return Optional.empty();
    }
    TreeRemover.remove(file);
    return Optional.empty();
  }

  private static boolean isNamed(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.length() == KEY_LENGTH + SUFFIX.length() && name.endsWith(SUFFIX);
  }
}
