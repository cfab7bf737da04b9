package gavel.worker.intake;

import gavel.worker.intake.Turns.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One consumer of one feed, from connecting to closing; takes one record after the other. */
final class FeedSession implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FeedSession.class);
  private static final Duration CLOSE = Duration.ofSeconds(5);

  /** What a judgement gets to end in after it was interrupted. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  /** A record that waits longer for a slot here may find one elsewhere. */
  private static final Duration HOLD = Duration.ofSeconds(2);

  private static final Duration LONG = Duration.ofDays(1);

  private final String name;
  private final int rank;
  private final IntakeSettings settings;
  private final JudgeCallback callback;
  private final IntakeCounters counters;
  private final Drain drain;
  private final Turns turns;
  private final KafkaShareConsumer<byte[], byte[]> consumer;
  private final IdlePoll idlePoll;
  private final RandomGenerator random = new SplittableRandom();

  /** A permit for every event that the consumer thread should look up for. */
  private final Semaphore news = new Semaphore(0);

  private final Runnable onDrain = this::lookUp;

  FeedSession(String name, int rank, IntakeParts parts) {
    this.name = name;
    this.rank = rank;
    this.settings = parts.settings();
    this.callback = parts.callback();
    this.counters = parts.counters();
    this.drain = parts.drain();
    this.turns = parts.turns();
    this.consumer =
        new KafkaShareConsumer<>(
            properties(name, feed(), settings),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    this.idlePoll = new IdlePoll(consumer, drain);
  }

  private Feed feed() {
    return settings.feeds().get(rank);
  }

  private static Map<String, Object> properties(String name, Feed feed, IntakeSettings settings) {
    Map<String, Object> properties = new HashMap<>(settings.client());
    properties.put(ConsumerConfig.GROUP_ID_CONFIG, feed.group());
    properties.put(ConsumerConfig.CLIENT_ID_CONFIG, name);
    properties.put(ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG, "explicit");
    properties.put(ConsumerConfig.SHARE_ACQUIRE_MODE_CONFIG, "record_limit");
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
    // it stays a member for as long as it waits for its turn to poll
    properties.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, Integer.MAX_VALUE);
    properties.put(ConsumerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    return properties;
  }

  /** Takes records until the intake drains; what Kafka throws ends the session. */
  void takeUntilDrained() throws InterruptedException {
    drain.onRequest(onDrain);
    OptionalLong joining = turns.awaitJoin(rank);
    if (joining.isPresent()) {
      List<Entered> first;
      try {
        consumer.subscribe(List.of(feed().topic()));
        first = poll().stream().map(this::entered).toList();
      } finally {
        turns.endJoin(rank, joining.getAsLong());
      }
      takeAll(first);
    }
    for (OptionalLong began = turns.awaitPoll(rank);
        began.isPresent();
        began = turns.awaitPoll(rank)) {
      List<Entered> entered;
      try {
        entered = poll().stream().map(this::entered).toList();
      } finally {
        turns.endPoll(rank, began.getAsLong());
      }
      takeAll(entered);
    }
  }

  /** A record in hand, and its way to a slot. */
  private record Entered(ConsumerRecord<byte[], byte[]> record, Turn turn) {}

  private Entered entered(ConsumerRecord<byte[], byte[]> record) {
    return new Entered(record, turns.enter(rank, news::release));
  }

  private void takeAll(List<Entered> entered) throws InterruptedException {
    for (Entered each : entered) {
      take(each.record(), each.turn());
    }
  }

  /** One record, or none when the intake drains. */
  private List<ConsumerRecord<byte[], byte[]>> poll() {
    while (!drain.requested() && !turns.paused()) {
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      idlePoll.await().forEach(records::add);
      if (!records.isEmpty()) {
        return records;
      }
    }
    return List.of();
  }

  private void take(ConsumerRecord<byte[], byte[]> raw, Turn turn) throws InterruptedException {
    try (turn) {
      IntakeRecord record = IntakeRecord.of(raw);
      HeldRecord held = new HeldRecord(consumer, raw, settings);
      long taken = System.nanoTime();
      BooleanSupplier wanted =
          () -> !drain.requested() && !turn.isGranted() && !isHeldTooLong(record, taken);
      if (!keep(held, wanted, drain::left, turn::patience)) {
        lost(record);
      } else if (turn.isGranted() && !drain.requested()) {
        counters.taken(record);
        judge(held, record, turn);
      } else if (!counters.handedBack(held.settle(AcknowledgeType.RELEASE))) {
        lost(record);
      }
    }
  }

  /** Only at its first delivery: every one counts towards the group's limit. */
  private static boolean isHeldTooLong(IntakeRecord record, long taken) {
    return record.deliveryCount() == 1 && System.nanoTime() - taken > HOLD.toNanos();
  }

  private void judge(HeldRecord held, IntakeRecord record, Turn turn) throws InterruptedException {
    Judging judging =
        Judging.start(name, record, () -> callback.judge(record, turn::close), news::release);
    try {
      boolean settled =
          keep(held, judging::running, drain::left, () -> LONG)
              && settle(held, record, lastWords(judging));
      if (!settled) {
        outlast(held, judging);
        lost(record);
      }
    } finally {
      abandon(record, judging);
    }
  }

  /**
   * A renewal that is refused, as brokers do just after a restart, cannot be made again: the client
   * has forgotten the record. What is judged and published until others can get it, the next to get
   * it finds done.
   */
  private void outlast(HeldRecord held, Judging judging) throws InterruptedException {
    while (judging.running() && drain.left().isPositive() && held.untilExpiry().isPositive()) {
      awaitNews(least(held.untilExpiry(), drain.left()));
    }
  }

  private void lost(IntakeRecord record) {
    counters.lostLocks.increment();
    LOG.warn("The lock of {} is lost; it will be delivered again", record);
  }

  /** Renews the lock as long as that is wanted and time is left; false when the lock is lost. */
  private boolean keep(
      HeldRecord held, BooleanSupplier wanted, Supplier<Duration> left, Supplier<Duration> patience)
      throws InterruptedException {
    while (wanted.getAsBoolean() && left.get().isPositive()) {
      Duration untilRenewal = held.untilRenewal();
      if (untilRenewal.isPositive()) {
        awaitNews(least(untilRenewal, left.get(), patience.get()));
      } else if (held.renew()) {
        counters.renewed.increment();
      } else {
        return false;
      }
    }
    return true;
  }

  private static Duration least(Duration... durations) {
    return Stream.of(durations).min(Comparator.naturalOrder()).orElseThrow();
  }

  private void awaitNews(Duration wait) throws InterruptedException {
    if (news.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS)) {
      news.drainPermits();
    }
  }

  private Disposition lastWords(Judging judging) throws InterruptedException {
    if (judging.running()) {
      judging.interrupt();
      if (!judging.awaitEnd(LAST_WORDS)) {
        return new Disposition.Release("still running at the end of the grace period");
      }
    }
    return judging.outcome();
  }

  private boolean settle(HeldRecord held, IntakeRecord record, Disposition disposition)
      throws InterruptedException {
    return switch (disposition) {
      case Disposition.Accept() -> counters.accepted(held.settle(AcknowledgeType.ACCEPT));
      case Disposition.Release(String reason) -> {
        LOG.warn("Releasing {}: {}", record, reason);
        yield keepBeforeRelease(held, record)
            && counters.released(held.settle(AcknowledgeType.RELEASE));
      }
    };
  }

  private boolean keepBeforeRelease(HeldRecord held, IntakeRecord record)
      throws InterruptedException {
    Duration wait = settings.releaseBackoff().after(record.deliveryCount(), random);
    long until = System.nanoTime() + wait.toNanos();
    return keep(
        held,
        () -> !drain.requested(),
        () -> Duration.ofNanos(until - System.nanoTime()),
        () -> LONG);
  }

  /** Returns when the judge thread has ended, which it has already where all went well. */
  private void abandon(IntakeRecord record, Judging judging) throws InterruptedException {
    if (judging.running()) {
      judging.interrupt();
    }
    boolean told = false;
    while (!judging.awaitEnd(LAST_WORDS) && drain.left().isPositive()) {
      if (!told) {
        LOG.warn("The judgement of {} goes on though nobody waits for it", record);
        told = true;
      }
    }
  }

  private void lookUp() {
    news.release();
    idlePoll.wake();
  }

  /** Gives back what is locked and leaves the group, within seconds. */
  @Override
  public void close() {
    drain.forget(onDrain);
    consumer.close(CLOSE);
  }
}
