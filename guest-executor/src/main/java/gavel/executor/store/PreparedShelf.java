package gavel.executor.store;

import gavel.sandbox.tree.BeneathDirectory;
import gavel.sandbox.tree.CopyCaps;
import gavel.sandbox.tree.CopyResult;
import gavel.sandbox.tree.TreeCopy;
import gavel.sandbox.tree.TreeRemover;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was prepared for compilers, by id, a directory each. Programs can read all of it, so there
 * is nothing of anybody's in it.
 */
public final class PreparedShelf {
  private static final Logger LOG = LoggerFactory.getLogger(PreparedShelf.class);
  private static final String FRESH = "new";
  private static final int MOST = 12;
  private final CacheDirectory cache;
  private final Path directory;
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  private PreparedShelf(CacheDirectory cache, Path directory) {
    this.cache = cache;
    this.directory = directory;
  }

  /** Keeps it in a place of that directory. */
  public static PreparedShelf in(CacheDirectory cache) throws IOException {
    return new PreparedShelf(cache, cache.place("prepared"));
  }

  /** The directory of all of it, which sandboxes see. */
  public Path directory() {
    return directory;
  }

  /**
   * Whether it is there; the first time that somebody asks, also whether it is what was written, as
   * no compiler would say.
   */
  public boolean has(String id) {
    Path place = directory.resolve(id);
    try {
      return Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)
          && (known.contains(id) || isWhole(place));
    } catch (IOException unreadable) {
      LOG.warn("Tried to read {}; compilers do without: {}", place, unreadable.toString());
      return false;
    }
  }

  private boolean isWhole(Path place) throws IOException {
    if (!CacheDirectory.isOwn(place)) {
      LOG.warn("{} is not this user's and not used", place);
      return false;
    }
    if (!TreeSum.isRight(place)) {
      LOG.warn("{} is not as it was written and not used; it is prepared again", place);
      cache.change(() -> TreeRemover.remove(place));
      return false;
    }
    known.add(String.valueOf(place.getFileName()));
    touch(place);
    return true;
  }

  /** What cannot be marked as used, as where nothing can be written, can be used all the same. */
  private void touch(Path place) {
    FileTime now = FileTime.from(Clock.systemUTC().instant());
    try {
      cache.change(() -> Files.setLastModifiedTime(place, now));
    } catch (IOException unmarked) {
      LOG.debug("{} is not marked as used: {}", place, unmarked.toString());
    }
  }

  /**
   * Copies what a sandbox has left in its box, complete or not at all; what was not used for the
   * longest time goes.
   *
   * @param owner the user that ran there
   * @return false where it cannot be kept now
   */
  public boolean add(String id, Path box, int owner) throws IOException {
    return cache.change(() -> {
      Path fresh = directory.resolve(FRESH);
      TreeRemover.remove(fresh);
      try (BeneathDirectory root = BeneathDirectory.open(box)) {
        if (TreeCopy.copyOut(root, fresh, CopyCaps.ARTIFACT, owner)
            instanceof CopyResult.Refused(String why)) {
          throw new IOException("Tried to keep what was prepared: " + why);
        }
        TreeSum.write(fresh);
        if (!Files.exists(directory.resolve(id), LinkOption.NOFOLLOW_LINKS)) {
          Files.move(fresh, directory.resolve(id), StandardCopyOption.ATOMIC_MOVE);
        }
      } finally {
        TreeRemover.remove(fresh);
      }
      evict();
    });
  }

  private void evict() throws IOException {
    record Kept(Path path, FileTime used) {}
    List<Kept> all = new ArrayList<>();
    try (DirectoryStream<Path> each = Files.newDirectoryStream(directory)) {
      for (Path path : each) {
        all.add(new Kept(path, Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS)));
      }
    } catch (DirectoryIteratorException failed) {
      throw failed.getCause();
    }
    all.sort(Comparator.comparing(Kept::used));
    for (Kept oldest : all.subList(0, Math.max(0, all.size() - MOST))) {
      TreeRemover.remove(oldest.path());
    }
  }
}
