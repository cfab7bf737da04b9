package gavel.worker.intake;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One consumer, from connecting to closing; takes one record after the other. */
final class SlotSession implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SlotSession.class);
  private static final Duration CLOSE = Duration.ofSeconds(5);

  /** What a judgement gets to end in after it was interrupted. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  private final String name;
  private final IntakeSettings settings;
  private final JudgeCallback callback;
  private final IntakeCounters counters;
  private final Drain drain;
  private final KafkaShareConsumer<byte[], byte[]> consumer;
  private final IdlePoll idlePoll;
  private final RandomGenerator random = new SplittableRandom();

  /** A permit for every event that the consumer thread should look up for. */
  private final Semaphore news = new Semaphore(0);

  private final Runnable onDrain = this::lookUp;

  SlotSession(
      String name,
      IntakeSettings settings,
      JudgeCallback callback,
      IntakeCounters counters,
      Drain drain) {
    this.name = name;
    this.settings = settings;
    this.callback = callback;
    this.counters = counters;
    this.drain = drain;
    this.consumer =
        new KafkaShareConsumer<>(
            properties(name, settings), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.idlePoll = new IdlePoll(consumer, drain);
  }

  private static Map<String, Object> properties(String name, IntakeSettings settings) {
    Map<String, Object> properties = new HashMap<>(settings.client());
    properties.put(ConsumerConfig.GROUP_ID_CONFIG, settings.group());
    properties.put(ConsumerConfig.CLIENT_ID_CONFIG, name);
    properties.put(ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG, "explicit");
    properties.put(ConsumerConfig.SHARE_ACQUIRE_MODE_CONFIG, "record_limit");
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
    properties.put(ConsumerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    return properties;
  }

  /** Takes records until the intake drains; what Kafka throws ends the session. */
  void takeUntilDrained() throws InterruptedException {
    drain.onRequest(onDrain);
    consumer.subscribe(settings.topics());
    while (!drain.requested()) {
      for (ConsumerRecord<byte[], byte[]> record : idlePoll.await()) {
        if (drain.requested()) {
          consumer.acknowledge(record, AcknowledgeType.RELEASE);
        } else {
          take(record);
        }
      }
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> raw) throws InterruptedException {
    IntakeRecord record = IntakeRecord.of(raw);
    HeldRecord held = new HeldRecord(consumer, raw, settings);
    counters.taken(record);
    Judging judging = Judging.start(name, record, callback, news::release);
    try {
      boolean settled =
          keep(held, judging::running, drain::left) && settle(held, record, lastWords(judging));
      if (!settled) {
        counters.lostLocks.increment();
        LOG.warn("The lock of {} is lost; it will be delivered again", record);
      }
    } finally {
      abandon(record, judging);
    }
  }

  /** Renews the lock as long as that is wanted and time is left; false when the lock is lost. */
  private boolean keep(HeldRecord held, BooleanSupplier wanted, Supplier<Duration> left)
      throws InterruptedException {
    while (wanted.getAsBoolean() && left.get().isPositive()) {
      Duration untilRenewal = held.untilRenewal();
      if (untilRenewal.isPositive()) {
        awaitNews(untilRenewal.compareTo(left.get()) < 0 ? untilRenewal : left.get());
      } else if (held.renew()) {
        counters.renewed.increment();
      } else {
        return false;
      }
    }
    return true;
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
    return keep(held, () -> !drain.requested(), () -> Duration.ofNanos(until - System.nanoTime()));
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
