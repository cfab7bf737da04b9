package gavel.testcases.store;

import gavel.testcases.archive.RefusedArchive;
import gavel.testcases.problem.ProblemId;
import gavel.testcases.problem.ProblemPackage;
import gavel.testcases.reader.ProblemPackageReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.io.file.PathUtils;
import org.jspecify.annotations.Nullable;

/**
 * One revision of a problem: fetched once for all who want it, and held for as long as any uses it.
 */
final class StoredPackage {
  private final ProblemId id;
  private final StoreIndex index;
  private @Nullable ProblemPackage problem;
  private @Nullable FileLock lock;
  private @Nullable RefusedArchive refused;
  private int holders;
  private final AtomicInteger users = new AtomicInteger();

  StoredPackage(ProblemId id, StoreIndex index) {
    this.id = id;
    this.index = index;
  }

  /** Counts one who is about to hold it. */
  StoredPackage reserved() {
    users.incrementAndGet();
    return this;
  }

  /** For one who was counted and could not hold it. */
  void unreserve() {
    users.decrementAndGet();
  }

  /** Whether nobody holds it or is about to; does not wait for one that is being fetched. */
  boolean isIdle() {
    return users.get() == 0;
  }

  boolean isOlderThan(ProblemId other, StoreIndex newer) {
    return id.equals(other) && !index.equals(newer);
  }

  /**
   * The package, whole, on a disk where nobody removes it until it is released as often.
   *
   * @throws RefusedArchive for what the archive is: always the same, and not fetched again
   */
  synchronized ProblemPackage hold(StoreClient client, StoreCache cache)
      throws IOException, RefusedArchive {
    if (refused != null) {
      throw refused;
    }
    if (holders == 0) {
      lock = cache.hold(index);
    }
    boolean held = false;
    try {
      ProblemPackage present = provide(client, cache);
      holders++;
      held = true;
      return present;
    } finally {
      if (!held && holders == 0) {
        unlock();
      }
    }
  }

  private ProblemPackage provide(StoreClient client, StoreCache cache)
      throws IOException, RefusedArchive {
    Optional<Path> place = cache.find(index);
    @Nullable ProblemPackage known = problem;
    if (place.isPresent() && known != null) {
      return known;
    }
    if (place.isPresent() && !StoreCache.isWhole(place.get(), id, index)) {
      cache.discard(index);
      place = Optional.empty();
    }
    if (place.isEmpty()) {
      fetch(client, cache);
      place = cache.find(index);
    }
    ProblemPackage read =
        ProblemPackageReader.read(
            ProblemPackageReader.list(
                id,
                place.orElseThrow(
                    () -> new IOException("The package of " + id + " vanished from the cache"))));
    problem = read;
    return read;
  }

  private void fetch(StoreClient client, StoreCache cache) throws IOException, RefusedArchive {
    Path scratch = cache.newDirectory();
    try {
      Path archive = scratch.resolve("archive.zip");
      client.archive(index, archive);
      cache.add(index, id, scratch, archive);
    } catch (RefusedArchive hopeless) {
      refused = hopeless;
      throw hopeless;
    } finally {
      PathUtils.delete(scratch);
    }
  }

  synchronized void release() {
    holders--;
    users.decrementAndGet();
    if (holders == 0) {
      unlock();
    }
  }

  private void unlock() {
    FileLock held = lock;
    lock = null;
    if (held != null) {
      try {
        held.release();
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }
  }
}
