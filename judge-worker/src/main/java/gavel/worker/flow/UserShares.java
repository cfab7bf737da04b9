package gavel.worker.flow;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What each user has had of the slots lately, so that what one submits holds nobody else up.
 *
 * <p>Nobody knows what stands further back in the queue. So the submissions of one who had a lot
 * are put off, behind all that stands there, and those of others are come to; when there are none,
 * what was put off is served at once. To put off costs about as much as to judge a trivial program,
 * more where the broker is busy, and for nothing where nobody else waits. So it is measured, and
 * those whose submissions are not worth it are left alone. After some were put off and nobody else
 * has come, the queue is to be looked into before more are.
 *
 * <p>A worker counts what it judged itself: with several, each sees a part of everybody's.
 */
final class UserShares {
  /** What somebody had counts half after so long. */
  private static final Duration HALF_LIFE = Duration.ofSeconds(30);

  /** Nobody is put off who had less. */
  private static final double LEAST = Duration.ofSeconds(2).toNanos();

  /** Nobody is put off whose submissions take less on average, in units of what that costs. */
  private static final double WORTH_IT = 5;

  /** A record that is put off is written, and taken once more. */
  private static final double COSTS = 2;

  /** What it costs as long as nobody knows. */
  private static final double LIKELY_COST = Duration.ofMillis(5).toNanos();

  /**
   * It costs no more than that in the long run: whoever waits for a broker that is away must not
   * conclude that endless loops are not worth it.
   */
  private static final double MOST_COST = Duration.ofMillis(40).toNanos();

  private static final double NEWEST = 0.25;

  /**
   * So many are put off without a look at who else waits, in units of how much longer a submission
   * takes than to put it off: of those that take a second some hundred, and whoever comes then
   * finds them gone.
   */
  private static final double FAR = 2;

  /** One who had less than that is forgotten. */
  private static final double TRACE = Duration.ofMillis(5).toNanos();

  private static final double MOST_OF_ALL = 0.5;
  private static final double FAIR_SHARES = 2;

  private final Object lock = new Object();
  private final LongSupplier clock;
  private final Map<String, Usage> users = new HashMap<>();
  private double cost = LIKELY_COST;
  private long putOffInVain;
  private @Nullable String lastPutOff;
  private long last;

  private static final class Usage {
    double time;
    double count;
    int running;
  }

  /** Nobody had anything yet. */
  UserShares(LongSupplier clock) {
    this.clock = clock;
    this.last = clock.getAsLong();
  }

  /** A submission in a slot; closing it ends that. */
  interface Use extends AutoCloseable {
    @Override
    void close();
  }

  /** A submission of that user gets a slot, or nothing when it is better put off. */
  Optional<Use> begin(String user) {
    synchronized (lock) {
      advance();
      if (!isGreedy(user)) {
        return Optional.of(use(user));
      }
      putOffInVain++;
      lastPutOff = user;
      return Optional.empty();
    }
  }

  /** A submission was put off, and to write it to where it stands now took so many nanoseconds. */
  void putOff(long nanos) {
    synchronized (lock) {
      cost += NEWEST * (Math.min(COSTS * nanos, MOST_COST) - cost);
    }
  }

  /** A submission of that user gets a slot. */
  Use use(String user) {
    synchronized (lock) {
      advance();
      Usage usage = users.computeIfAbsent(user, _ -> new Usage());
      usage.running++;
      usage.count++;
      putOffInVain = user.equals(lastPutOff) ? putOffInVain : 0;
      return new Running(usage);
    }
  }

  private final class Running implements Use {
    private final Usage usage;
    private boolean over;

    Running(Usage usage) {
      this.usage = usage;
    }

    @Override
    public void close() {
      synchronized (lock) {
        if (!over) {
          advance();
          usage.running--;
          over = true;
        }
      }
    }
  }

  private boolean isGreedy(String user) {
    Usage usage = users.get(user);
    if (usage == null || usage.time < LEAST || usage.time < WORTH_IT * cost * usage.count) {
      return false;
    }
    double all = users.values().stream().mapToDouble(each -> each.time).sum();
    return usage.time > all * Math.min(MOST_OF_ALL, FAIR_SHARES / users.size());
  }

  /**
   * Whether one who is to be put off seems to be alone: so many were, and nobody else came, that a
   * look into the queue is worth it.
   */
  boolean seemsAlone(String user) {
    synchronized (lock) {
      advance();
      Usage usage = users.get(user);
      return usage != null
          && isGreedy(user)
          && putOffInVain >= FAR * usage.time / (usage.count * cost);
    }
  }

  private void advance() {
    long now = clock.getAsLong();
    double elapsed = now - last;
    double kept = Math.pow(0.5, elapsed / HALF_LIFE.toNanos());
    last = now;
    for (Usage usage : users.values()) {
      usage.time = usage.time * kept + usage.running * elapsed;
      usage.count *= kept;
    }
    users.values().removeIf(usage -> usage.running == 0 && usage.time < TRACE);
  }
}
