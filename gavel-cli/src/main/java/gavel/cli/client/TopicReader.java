package gavel.cli.client;

import gavel.cli.program.EnvironmentProblem;
import gavel.worker.app.KafkaLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads what stands on topics and hands it on, so that it never has more in memory than a few
 * fetches. For one thread.
 */
public final class TopicReader implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final Duration POLL = Duration.ofMillis(500);

  private final Map<String, String> client;
  private final KafkaConsumer<String, byte[]> consumer;
  private final List<TopicPartition> partitions;

  /** Takes one record, in the order of its partition. */
  @FunctionalInterface
  public interface Sink {
    /** Its value may be absent. */
    void take(ConsumerRecord<String, byte[]> record) throws EnvironmentProblem;
  }

  private TopicReader(
      Map<String, String> client,
      KafkaConsumer<String, byte[]> consumer,
      List<TopicPartition> partitions) {
    this.client = client;
    this.consumer = consumer;
    this.partitions = partitions;
  }

  /**
   * Connects; it stands at the beginning of all partitions.
   *
   * @param client settings of Kafka's clients
   * @throws EnvironmentProblem when a topic does not exist, or cannot be read
   */
  public static TopicReader open(Map<String, String> client, Collection<String> topics)
      throws EnvironmentProblem {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(TIMEOUT.toMillis()));
    KafkaConsumer<String, byte[]> consumer = null;
    boolean opened = false;
    try (KafkaLog _ = KafkaLog.silenced()) {
      consumer =
          new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
      List<TopicPartition> partitions = partitions(consumer, topics);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      opened = true;
      return new TopicReader(client, consumer, partitions);
    } catch (KafkaException unreachable) {
      throw SubmissionClient.problem(client, "read the topics", unreachable);
    } finally {
      if (!opened && consumer != null) {
        consumer.close();
      }
    }
  }

  private static List<TopicPartition> partitions(
      KafkaConsumer<String, byte[]> consumer, Collection<String> topics) throws EnvironmentProblem {
    List<TopicPartition> partitions = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (String topic : topics) {
      List<PartitionInfo> found = consumer.partitionsFor(topic);
      if (found.isEmpty()) {
        missing.add(topic);
      }
      found.forEach(each -> partitions.add(new TopicPartition(topic, each.partition())));
    }
    if (!missing.isEmpty()) {
      throw new EnvironmentProblem(
          "There is no topic "
              + String.join(", ", missing)
              + ": a worker of this version creates it when it starts");
    }
    return partitions;
  }

  /** Goes to the end: only what is written from now on is read. */
  public void toEnd() throws EnvironmentProblem {
    try {
      consumer.endOffsets(partitions).forEach(consumer::seek);
    } catch (KafkaException lost) {
      throw SubmissionClient.problem(client, "read the topics", lost);
    }
  }

  /** Leaves out what those topics had before that time. */
  public void since(Instant time, Collection<String> topics) throws EnvironmentProblem {
    try {
      Map<TopicPartition, Long> times = new HashMap<>();
      partitions.stream()
          .filter(each -> topics.contains(each.topic()))
          .forEach(each -> times.put(each, Math.max(0, time.toEpochMilli())));
      Map<TopicPartition, Long> ends = consumer.endOffsets(times.keySet());
      Map<TopicPartition, OffsetAndTimestamp> begins = consumer.offsetsForTimes(times);
      for (TopicPartition partition : times.keySet()) {
        OffsetAndTimestamp begin = begins.get(partition);
        consumer.seek(partition, begin == null ? ends.getOrDefault(partition, 0L) : begin.offset());
      }
    } catch (KafkaException lost) {
      throw SubmissionClient.problem(client, "read the topics", lost);
    }
  }

  /** Goes to an offset of one partition of a topic. */
  public void seek(String topic, int partition, long offset) {
    consumer.seek(new TopicPartition(topic, partition), offset);
  }

  /** Reads all that stands when it is called. */
  public void drain(Sink sink) throws EnvironmentProblem {
    try {
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      long heard = System.nanoTime();
      while (isBefore(ends)) {
        if (poll(POLL, sink) > 0) {
          heard = System.nanoTime();
        } else if (System.nanoTime() - heard > TIMEOUT.toNanos()) {
          throw new EnvironmentProblem(
              "Nothing was heard of "
                  + partitions.getFirst().topic()
                  + " and others for "
                  + TIMEOUT.toSeconds()
                  + " s: see whether all brokers are up");
        }
      }
    } catch (KafkaException lost) {
      throw SubmissionClient.problem(client, "read the topics", lost);
    }
  }

  private boolean isBefore(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
  }

  /** Reads what comes; waits for something at most that long. How many records it was. */
  public int poll(Duration patience, Sink sink) throws EnvironmentProblem {
    try {
      ConsumerRecords<String, byte[]> records = consumer.poll(patience);
      for (ConsumerRecord<String, byte[]> record : records) {
        sink.take(record);
      }
      return records.count();
    } catch (KafkaException lost) {
      throw SubmissionClient.problem(client, "read the topics", lost);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
