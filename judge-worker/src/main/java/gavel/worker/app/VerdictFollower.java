package gavel.worker.app;

import gavel.worker.JudgeFault.QueueFault;
import gavel.worker.publish.VerdictHead;
import gavel.worker.topic.Following;
import gavel.worker.topic.KafkaFaults;
import gavel.worker.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the verdicts of all workers into the index, from some time ago until it is closed. */
final class VerdictFollower implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(VerdictFollower.class);
  private static final Duration POLL = Duration.ofSeconds(1);

  /**
   * Between two looks that nobody waits for: to fetch each verdict as it comes costs as much as to
   * publish it.
   */
  private static final Duration PAUSE = Duration.ofMillis(500);

  /** Half of what one poll may bring: there is more to read. */
  private static final int MANY = 250;

  private final VerdictIndex index;
  private final Instant since;
  private final Consumer<byte[], byte[]> consumer;
  private final Thread thread;
  private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();
  private final CompletableFuture<Void> failure = new CompletableFuture<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition advanced = lock.newCondition();
  private final Condition wanted = lock.newCondition();
  private final Map<Integer, Long> next = new HashMap<>();

  /** Where the consumer was; for the follower's thread only. */
  private final Map<Integer, Long> read = new HashMap<>();

  private int waiting;
  private boolean closing;

  private VerdictFollower(Consumer<byte[], byte[]> consumer, VerdictIndex index, Instant since) {
    this.index = index;
    this.since = since;
    this.consumer = consumer;
    this.thread =
        Thread.ofPlatform()
            .daemon()
            .name("verdict-follower")
            .uncaughtExceptionHandler((_, unforeseen) -> fail(unforeseen))
            .unstarted(this::follow);
  }

  private static Consumer<byte[], byte[]> consumer(Map<String, String> client) {
    return new KafkaConsumer<>(
        Following.settings(client), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /**
   * Begins to follow, and waits until all that stands now is in the index.
   *
   * @param since what is older is left out
   */
  static VerdictFollower start(
      Map<String, String> client, VerdictIndex index, Instant since, Duration patience)
      throws QueueFault, InterruptedException {
    return start(consumer(client), index, since, patience);
  }

  /** The same with a consumer, which is closed with the follower. */
  static VerdictFollower start(
      Consumer<byte[], byte[]> consumer, VerdictIndex index, Instant since, Duration patience)
      throws QueueFault, InterruptedException {
    VerdictFollower follower = new VerdictFollower(consumer, index, since);
    follower.thread.start();
    boolean ready = false;
    try {
      follower.caughtUp.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      ready = true;
      return follower;
    } catch (java.util.concurrent.TimeoutException late) {
      throw new QueueFault(
          String.format(
              Locale.ROOT,
              "Tried to read %s to its end: not done in %d s",
              Topics.VERDICTS,
              patience.toSeconds()),
          late,
          true);
    } catch (ExecutionException failed) {
      throw KafkaFaults.of(
          "read " + Topics.VERDICTS, failed.getCause() == null ? failed : failed.getCause());
    } finally {
      if (!ready) {
        follower.close();
      }
    }
  }

  /** Completes, always exceptionally, when it can follow no longer. */
  CompletableFuture<Void> failure() {
    return failure.copy();
  }

  /** Waits until the record at that offset is in the index; false when that takes too long. */
  boolean awaitOffset(int partition, long offset, Duration patience) throws InterruptedException {
    long left = patience.toNanos();
    lock.lockInterruptibly();
    waiting++;
    try {
      while (next.getOrDefault(partition, 0L) <= offset && left > 0) {
        wanted.signal();
        left = advanced.awaitNanos(left);
      }
      return next.getOrDefault(partition, 0L) > offset;
    } finally {
      waiting--;
      lock.unlock();
    }
  }

  /**
   * The record at that offset was put into the index by whoever wrote it, and all before it is
   * there: nobody has to wait until it is read.
   */
  void passed(int partition, long offset) {
    lock.lock();
    try {
      if (next.getOrDefault(partition, 0L) == offset) {
        next.put(partition, offset + 1);
        advanced.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  private void awaitWanted() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = PAUSE.toNanos();
      while (waiting == 0 && !closing && left > 0) {
        left = wanted.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  private void follow() {
    try {
      Map<TopicPartition, Long> ends = begin();
      boolean behind = false;
      while (true) {
        try {
          if (!caughtUp.isDone() && isBeyond(ends)) {
            caughtUp.complete(null);
          }
          if (caughtUp.isDone() && !behind) {
            awaitWanted();
          }
          ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
          behind = records.count() >= MANY;
          records.forEach(this::index);
          advance(ends.keySet());
        } catch (TimeoutException late) {
          // a position is not known as long as no broker leads the partition; what was read is kept
          LOG.warn(
              "Brokers are away: {} is not followed for now: {}",
              Topics.VERDICTS,
              late.getMessage());
        }
      }
    } catch (WakeupException | InterruptedException _) {
      LOG.debug("No longer following {}", Topics.VERDICTS);
    } catch (KafkaException failed) {
      fail(failed);
    } finally {
      Following.close(consumer);
    }
  }

  /** Nobody may rely on an index that nobody fills. */
  private void fail(Throwable cause) {
    failure.completeExceptionally(cause);
    caughtUp.completeExceptionally(cause);
  }

  private Map<TopicPartition, Long> begin() {
    List<TopicPartition> partitions =
        consumer.partitionsFor(Topics.VERDICTS).stream()
            .map(each -> new TopicPartition(each.topic(), each.partition()))
            .toList();
    consumer.assign(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    Map<TopicPartition, OffsetAndTimestamp> begins =
        consumer.offsetsForTimes(
            partitions.stream()
                .collect(Collectors.toMap(Function.identity(), _ -> since.toEpochMilli())));
    for (TopicPartition partition : partitions) {
      long end = ends.getOrDefault(partition, 0L);
      consumer.seek(
          partition,
          Optional.ofNullable(begins.get(partition)).map(OffsetAndTimestamp::offset).orElse(end));
    }
    return ends;
  }

  private boolean isBeyond(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private void index(ConsumerRecord<byte[], byte[]> record) {
    Optional<VerdictHead> head = Optional.ofNullable(record.value()).flatMap(VerdictHead::of);
    if (head.isPresent()) {
      index.add(head.get().id(), head.get().generation(), head.get().contentHash());
    } else {
      LOG.warn("{}-{}@{} is not a verdict", record.topic(), record.partition(), record.offset());
    }
  }

  private void advance(Iterable<TopicPartition> partitions) {
    Map<Integer, Long> positions = new HashMap<>();
    // waits for brokers, which nobody else is to wait for
    partitions.forEach(each -> positions.put(each.partition(), consumer.position(each)));
    lock.lock();
    try {
      positions.forEach(this::advance);
      advanced.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** What was passed is read later; a log that was cut off begins anew where it was cut. */
  private void advance(int partition, long position) {
    Long before = read.put(partition, position);
    if (before != null && position < before) {
      next.put(partition, position);
    } else {
      next.merge(partition, position, Math::max);
    }
  }

  @Override
  public void close() {
    consumer.wakeup();
    lock.lock();
    try {
      closing = true;
      wanted.signal();
    } finally {
      lock.unlock();
    }
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
