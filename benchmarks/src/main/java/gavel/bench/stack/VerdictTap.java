package gavel.bench.stack;

import gavel.worker.topic.Topics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Notes the verdicts as they come, on a thread of its own; the first of each id. */
public final class VerdictTap implements AutoCloseable {
  private static final Duration POLL = Duration.ofSeconds(1);
  private final KafkaConsumer<String, byte[]> consumer;
  private final Thread thread = Thread.ofPlatform().name("verdict-tap").unstarted(this::follow);
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private final Map<String, Arrival> first = new LinkedHashMap<>();
  private Optional<KafkaException> broken = Optional.empty();

  private VerdictTap(KafkaConsumer<String, byte[]> consumer) {
    this.consumer = consumer;
  }

  /** Begins with what comes from now on. */
  public static VerdictTap open(String bootstrap) {
    return open(consumer(bootstrap, Map.of()));
  }

  /**
   * The same, looking five times a second only: whoever fetches each verdict as it comes takes part
   * in what is measured.
   */
  public static VerdictTap openPatient(String bootstrap) {
    return open(consumer(bootstrap, Map.of("fetch.min.bytes", 1 << 20, "fetch.max.wait.ms", 200)));
  }

  private static VerdictTap open(KafkaConsumer<String, byte[]> consumer) {
    List<TopicPartition> partitions = assigned(consumer, Topics.VERDICTS);
    consumer.endOffsets(partitions).forEach(consumer::seek);
    VerdictTap tap = new VerdictTap(consumer);
    tap.thread.start();
    return tap;
  }

  private static KafkaConsumer<String, byte[]> consumer(
      String bootstrap, Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(more);
    settings.put("bootstrap.servers", bootstrap);
    settings.put("enable.auto.commit", false);
    return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
  }

  private static List<TopicPartition> assigned(
      KafkaConsumer<String, byte[]> consumer, String topic) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(each -> new TopicPartition(topic, each.partition()))
            .toList();
    consumer.assign(partitions);
    return partitions;
  }

  /** All records that stand on a topic now, those of one partition in their order. */
  public static List<Arrival> everything(String bootstrap, String topic) {
    List<Arrival> all = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer = consumer(bootstrap, Map.of())) {
      List<TopicPartition> partitions = assigned(consumer, topic);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(POLL).forEach(record -> all.add(arrival(record)));
      }
    }
    return all;
  }

  private static Arrival arrival(ConsumerRecord<String, byte[]> record) {
    return new Arrival(
        record.key() == null ? "" : record.key(),
        record.partition(),
        record.offset(),
        System.nanoTime(),
        Instant.ofEpochMilli(record.timestamp()),
        record.value() == null ? new byte[0] : record.value());
  }

  private void follow() {
    try (consumer) {
      while (true) {
        note(consumer.poll(POLL));
      }
    } catch (WakeupException _) {
      return;
    } catch (KafkaException failed) {
      lock.lock();
      try {
        broken = Optional.of(failed);
        news.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  private void note(Iterable<ConsumerRecord<String, byte[]>> records) {
    lock.lock();
    try {
      for (ConsumerRecord<String, byte[]> record : records) {
        first.putIfAbsent(record.key(), arrival(record));
      }
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the verdict of a submission. */
  public Arrival await(String id, Duration patience) throws IOException, InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = patience.toNanos();
      while (!first.containsKey(id) && left > 0) {
        check();
        left = news.awaitNanos(left);
      }
      Arrival arrival = first.get(id);
      if (arrival == null) {
        throw new IOException(
            "No verdict of " + id + " after " + patience.toSeconds() + " s; is the worker alive?");
      }
      return arrival;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until there are verdicts of so many submissions, no longer than that; how many are. */
  public int awaitCount(int count, Duration patience) throws IOException, InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = patience.toNanos();
      while (first.size() < count && left > 0) {
        check();
        long slice = Math.min(left, TimeUnit.SECONDS.toNanos(1));
        left -= slice - Math.max(0, news.awaitNanos(slice));
      }
      return first.size();
    } finally {
      lock.unlock();
    }
  }

  private void check() throws IOException {
    if (broken.isPresent()) {
      throw new IOException("Tried to read " + Topics.VERDICTS + ": " + broken.get(), broken.get());
    }
  }

  /** The first verdict of each submission, in the order in which they came. */
  public List<Arrival> arrivals() {
    lock.lock();
    try {
      return List.copyOf(first.values());
    } finally {
      lock.unlock();
    }
  }

  /** Forgets what came. */
  public void forget() {
    lock.lock();
    try {
      first.clear();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    consumer.wakeup();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
