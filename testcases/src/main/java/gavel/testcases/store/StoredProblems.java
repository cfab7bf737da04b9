package gavel.testcases.store;

import gavel.model.json.InvalidField;
import gavel.testcases.archive.RefusedArchive;
import gavel.testcases.library.ProblemLookup;
import gavel.testcases.library.ProblemLookup.Found;
import gavel.testcases.library.ProblemLookup.NotFound;
import gavel.testcases.library.ProblemSource;
import gavel.testcases.problem.ProblemId;
import gavel.testcases.problem.ProblemPackage;
import gavel.testcases.text.Excerpt;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The packages of a store. The store is asked whether there is a new revision each time that a
 * package is found, unless it has just been; archives are kept unpacked, and looked at byte by byte
 * when they are used for the first time. At most one of these for a cache directory in a process.
 */
public final class StoredProblems implements ProblemSource, AutoCloseable {
  private final StoreSettings settings;
  private final StoreClient client;
  private final StoreCache cache;
  private final Clock clock;
  private final Map<ProblemId, Known> known = new ConcurrentHashMap<>();
  private final Map<String, StoredPackage> packages = new HashMap<>();
  private final IdentityHashMap<ProblemPackage, StoredPackage> handedOut = new IdentityHashMap<>();

  /** What the store said last, when, and under which tag. */
  private record Known(StoreIndex index, Optional<String> tag, Instant asked) {}

  private StoredProblems(
      StoreSettings settings, StoreClient client, StoreCache cache, Clock clock) {
    this.settings = settings;
    this.client = client;
    this.cache = cache;
    this.clock = clock;
  }

  /** Opens the cache, which is made where it is missing; the store is not asked yet. */
  public static StoredProblems open(StoreSettings settings, Clock clock) throws IOException {
    return open(settings, clock, StoreWatch.NONE);
  }

  /** The same, with somebody who says whether the store is worth asking. */
  public static StoredProblems open(StoreSettings settings, Clock clock, StoreWatch watch)
      throws IOException {
    StoreCache cache = StoreCache.open(settings.cache(), settings.size(), clock);
    return new StoredProblems(settings, new StoreClient(settings, watch, clock), cache, clock);
  }

  /** Whether the store answers and takes the credentials: nothing where it does, or why not. */
  public static Optional<String> obstacle(StoreSettings settings) {
    try (StoreClient client = new StoreClient(settings, StoreWatch.NONE, Clock.systemUTC())) {
      client.index(new ProblemId("no-such-problem"), Optional.empty());
      return Optional.empty();
    } catch (IOException failed) {
      return Optional.of(String.valueOf(failed.getMessage()));
    }
  }

  @Override
  public ProblemLookup find(String text) throws IOException {
    Optional<ProblemId> id = ProblemId.of(text);
    if (id.isEmpty()) {
      return new NotFound("There is no problem " + Excerpt.quote(text) + ": " + ProblemId.RULE);
    }
    Optional<StoreIndex> index = index(id.get());
    if (index.isEmpty()) {
      return new NotFound("There is no problem " + id.get() + " in the store " + settings.url());
    }
    if (index.get().size().compareTo(settings.size()) > 0) {
      return new NotFound(
          "Problem "
              + id.get()
              + " of the store has "
              + index.get().size()
              + ", more than the cache may hold (problems.store.cache_size)");
    }
    return hold(id.get(), index.get());
  }

  private ProblemLookup hold(ProblemId id, StoreIndex index) throws IOException {
    StoredPackage stored = stored(id, index);
    boolean held = false;
    try {
      ProblemPackage problem = stored.hold(client, cache);
      held = true;
      synchronized (handedOut) {
        handedOut.put(problem, stored);
      }
      return new Found(problem);
    } catch (RefusedArchive refused) {
      return new NotFound(
          "Problem " + id + " of the store cannot be used: " + refused.getMessage());
    } finally {
      if (!held) {
        stored.unreserve();
      }
    }
  }

  /** Two ids may have the same archive by mistake; each is a package of its own. */
  private StoredPackage stored(ProblemId id, StoreIndex index) {
    synchronized (packages) {
      packages.values().removeIf(each -> each.isIdle() && each.isOlderThan(id, index));
      return packages
          .computeIfAbsent(
              id + "@" + index.revision() + "@" + index.sha256(), _ -> new StoredPackage(id, index))
          .reserved();
    }
  }

  @Override
  public void release(ProblemPackage problem) {
    @Nullable StoredPackage stored;
    synchronized (handedOut) {
      stored = handedOut.get(problem);
    }
    if (stored != null) {
      stored.release();
      synchronized (handedOut) {
        if (stored.isIdle()) {
          handedOut.remove(problem);
        }
      }
    }
  }

  /**
   * As the store has it now, or had it just before. While it is not to be reached, as it had it
   * when it was asked last, by whoever shares the cache: what is on disk can be judged with.
   */
  private Optional<StoreIndex> index(ProblemId id) throws IOException {
    @Nullable Known last = known.get(id);
    Instant now = clock.instant();
    if (last != null && now.isBefore(last.asked().plus(settings.refresh()))) {
      return Optional.of(last.index());
    }
    try {
      return asked(id, last, now);
    } catch (StoreUnreachable gone) {
      Optional<StoreIndex> remembered = remembered(id, last);
      if (remembered.isEmpty()) {
        throw gone;
      }
      return remembered;
    }
  }

  private Optional<StoreIndex> asked(ProblemId id, @Nullable Known last, Instant now)
      throws IOException {
    Optional<String> tag = last == null ? Optional.empty() : last.tag();
    return switch (client.index(id, tag)) {
      case StoreClient.Answer.Present(String json, Optional<String> newTag) -> {
        StoreIndex index = read(id, json);
        cache.remember(id, json);
        known.put(id, new Known(index, newTag, now));
        yield Optional.of(index);
      }
      case StoreClient.Answer.Unchanged() when last != null -> {
        known.put(id, new Known(last.index(), last.tag(), now));
        yield Optional.of(last.index());
      }
      case StoreClient.Answer.Unchanged() ->
          throw new IOException("The store says that " + id + " is as it was, and was not asked");
      case StoreClient.Answer.Absent() -> {
        cache.forget(id);
        known.remove(id);
        yield Optional.empty();
      }
    };
  }

  private Optional<StoreIndex> remembered(ProblemId id, @Nullable Known last) throws IOException {
    if (last != null) {
      return Optional.of(last.index());
    }
    Optional<String> json = cache.recall(id);
    return json.isEmpty() ? Optional.empty() : Optional.of(read(id, json.get()));
  }

  private StoreIndex read(ProblemId id, String json) throws IOException {
    try {
      return StoreIndex.read(json);
    } catch (InvalidField wrong) {
      throw new IOException(
          settings.url()
              + ": "
              + StoreIndex.path(id.value())
              + ": "
              + wrong.field()
              + " "
              + wrong.getMessage(),
          wrong);
    }
  }

  @Override
  public void close() throws IOException {
    client.close();
    cache.close();
  }
}
