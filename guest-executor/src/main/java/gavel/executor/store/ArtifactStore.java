package gavel.executor.store;

import gavel.model.ByteSize;
import gavel.model.language.LanguageDefinition;
import gavel.sandbox.tree.TreeRemover;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** Compiled programs by key, and who is compiling what just now. */
public final class ArtifactStore {
  /** What their compilers printed is kept in memory. */
  private static final int MOST = 1 << 11;

  private final Path directory;
  private final LeasedLru<Artifact> artifacts;
  private final Optional<ArtifactShelf> shelf;
  private final AtomicLong sequence = new AtomicLong();
  private final Map<String, CompletableFuture<Void>> beingMade = new HashMap<>();

  /** Keeps so many bytes together in the directory, and none beyond its own end. */
  public ArtifactStore(Path directory, ByteSize capacity) {
    this(directory, capacity, Optional.empty());
  }

  /** Keeps so many bytes together in the directory, and copies of them on the shelf. */
  public ArtifactStore(Path directory, ByteSize capacity, Optional<ArtifactShelf> shelf) {
    this.directory = directory;
    this.shelf = shelf;
    this.artifacts =
        new LeasedLru<>(capacity.bytes(), MOST, evicted -> TreeRemover.remove(evicted.directory()));
  }

  /** The artifact of that key. */
  public Optional<Lease<Artifact>> acquire(String key) {
    return artifacts.acquire(key);
  }

  /**
   * The artifact of that key, from the shelf where it is not here: for who makes it, see {@link
   * #begin}.
   *
   * @param language the one that the key was made of
   */
  public Optional<Lease<Artifact>> find(String key, LanguageDefinition language)
      throws IOException {
    Optional<Lease<Artifact>> here = artifacts.acquire(key);
    if (here.isPresent() || shelf.isEmpty()) {
      return here;
    }
    Path place = nextPlace();
    Optional<PackedArtifact> packed = shelf.get().take(key, place);
    if (packed.isEmpty()) {
      return Optional.empty();
    }
    PackedArtifact found = packed.get();
    Artifact artifact = new Artifact(key, place, language, found.entry(), found.facts());
    return Optional.of(artifacts.add(key, artifact, found.size().bytes()));
  }

  private Path nextPlace() {
    return directory.resolve(Long.toString(sequence.incrementAndGet()));
  }

  /**
   * Says that the caller makes the artifact of this key from now to {@link #end}. When somebody
   * else is at it: their promise to end, and the caller makes nothing.
   */
  public synchronized Optional<CompletableFuture<Void>> begin(String key) {
    CompletableFuture<Void> other = beingMade.get(key);
    if (other != null) {
      return Optional.of(other.copy());
    }
    beingMade.put(key, new CompletableFuture<>());
    return Optional.empty();
  }

  /** The caller is done, with or without an artifact. */
  public synchronized void end(String key) {
    CompletableFuture<Void> mine = beingMade.remove(key);
    if (mine != null) {
      mine.complete(null);
    }
  }

  /**
   * Moves the directory of a new artifact here and stores it under its key, which nobody else may
   * be making.
   */
  public Lease<Artifact> add(Artifact made, ByteSize size) throws IOException {
    Path place = nextPlace();
    Files.move(made.directory(), place, StandardCopyOption.ATOMIC_MOVE);
    Artifact kept = new Artifact(made.key(), place, made.language(), made.entry(), made.facts());
    Lease<Artifact> lease = artifacts.add(made.key(), kept, size.bytes());
    if (!made.language().compile().isEmpty()) {
      shelf.ifPresent(each -> each.put(kept));
    }
    return lease;
  }

  /** Deletes the older half of what is not in use. */
  public void makeRoom() throws IOException {
    artifacts.shrinkTo(artifacts.used() / 2);
    shelf.ifPresent(ArtifactShelf::shrink);
  }

  /** How many there are. */
  public int size() {
    return artifacts.size();
  }
}
