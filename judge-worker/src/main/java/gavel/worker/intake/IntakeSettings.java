package gavel.worker.intake;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How records are taken.
 *
 * @param client Kafka client settings: {@code bootstrap.servers} and whatever security needs
 * @param feeds what records are taken from, the most urgent first
 * @param slots judgements at a time
 * @param lock how long the group holds a lock, see {@code share.record.lock.duration.ms}
 * @param renewEvery under half of {@code lock}, so that one renewal may be late
 * @param grace how long a judgement may go on after the intake was asked to end
 * @param brokerBackoff between attempts to reach a broker that refuses
 * @param releaseBackoff how long a record is kept before it is released, by its delivery count
 * @param quick records whose judgements took less than this on average are taken several at a time;
 *     none are where it is zero
 */
public record IntakeSettings(
    Map<String, String> client,
    List<Feed> feeds,
    int slots,
    Duration lock,
    Duration renewEvery,
    Duration grace,
    Backoff brokerBackoff,
    Backoff releaseBackoff,
    Duration quick) {

  private static final Duration LOCK = Duration.ofSeconds(15);
  private static final Duration RENEW_EVERY = Duration.ofSeconds(5);
  private static final Duration GRACE = Duration.ofSeconds(20);

  /** Asking the broker for one record costs about as much. */
  private static final Duration QUICK = Duration.ofMillis(10);

  /** Refuses no slots, no feeds and intervals that could not hold a lock. */
  public IntakeSettings {
    client = Map.copyOf(client);
    feeds = List.copyOf(feeds);
    if (slots < 1) {
      throw new IllegalArgumentException("slots " + slots + " < 1");
    }
    if (feeds.isEmpty()) {
      throw new IllegalArgumentException("feeds: none");
    }
    if (!renewEvery.isPositive() || renewEvery.multipliedBy(2).compareTo(lock) > 0) {
      throw new IllegalArgumentException(
          "renewing every " + renewEvery + " cannot hold a lock of " + lock);
    }
    if (grace.isNegative()) {
      throw new IllegalArgumentException("grace " + grace + " is negative");
    }
    if (quick.isNegative()) {
      throw new IllegalArgumentException("quick " + quick + " is negative");
    }
  }

  /** The intervals that go with the group settings of a worker in production. */
  public static IntakeSettings of(Map<String, String> client, List<Feed> feeds, int slots) {
    return new IntakeSettings(
        client,
        feeds,
        slots,
        LOCK,
        RENEW_EVERY,
        GRACE,
        new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10)),
        new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30)),
        QUICK);
  }

  /** The same with other intervals for the lock. */
  public IntakeSettings withLock(Duration newLock, Duration newRenewEvery) {
    return new IntakeSettings(
        client, feeds, slots, newLock, newRenewEvery, grace, brokerBackoff, releaseBackoff, quick);
  }

  /** The same with another grace period. */
  public IntakeSettings withGrace(Duration newGrace) {
    return new IntakeSettings(
        client, feeds, slots, lock, renewEvery, newGrace, brokerBackoff, releaseBackoff, quick);
  }

  /** The same with another wait before a release. */
  public IntakeSettings withReleaseBackoff(Backoff newReleaseBackoff) {
    return new IntakeSettings(
        client, feeds, slots, lock, renewEvery, grace, brokerBackoff, newReleaseBackoff, quick);
  }

  /** The same with another idea of what is quick. */
  public IntakeSettings withQuick(Duration newQuick) {
    return new IntakeSettings(
        client, feeds, slots, lock, renewEvery, grace, brokerBackoff, releaseBackoff, newQuick);
  }

  /** How long a renewal or an acknowledgement may take before the lock must be given up. */
  Duration commitTimeout() {
    return lock.minus(renewEvery);
  }
}
