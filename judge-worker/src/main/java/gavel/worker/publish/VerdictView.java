package gavel.worker.publish;

import gavel.worker.JudgeFault.QueueFault;
import gavel.worker.topic.KafkaFaults;
import gavel.worker.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Utils;

/**
 * Looks for the effective verdict of a submission: the first in its key's partition that matches.
 *
 * <p>Made for the rare record that was delivered before. Every look opens a consumer of its own, so
 * several threads may look at once.
 */
public final class VerdictView {
  /** Two brokers' clocks may differ by so much. */
  private static final Duration SKEW = Duration.ofMinutes(1);

  private final String topic;
  private final Map<String, Object> properties;
  private final Duration timeout;

  /**
   * Looks at {@code gavel.verdicts}; does not connect yet.
   *
   * @param client Kafka client settings: {@code bootstrap.servers} and whatever security needs
   * @param timeout of one look
   */
  public VerdictView(Map<String, String> client, Duration timeout) {
    this(Topics.VERDICTS, client, timeout);
  }

  /** The same of another topic with verdicts. */
  public VerdictView(String topic, Map<String, String> client, Duration timeout) {
    this.topic = topic;
    this.timeout = timeout;
    Map<String, Object> settings = new HashMap<>(client);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(timeout.toMillis()));
    settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(timeout.toMillis()));
    settings.put(ConsumerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    properties = Map.copyOf(settings);
  }

  /**
   * Reads from the submission's time to what is the end when the look begins.
   *
   * @param key the submission's id
   * @param since the submission's timestamp; a verdict cannot be older
   * @param reader gives the verdict that a value holds, or nothing when it is of another generation
   *     or no verdict at all
   * @throws QueueFault when that cannot be read to the end in time: then it is not known whether a
   *     verdict stands
   */
  public <T> Optional<StandingVerdict<T>> find(
      byte[] key, Instant since, Function<byte[], Optional<T>> reader)
      throws QueueFault, InterruptedException {
    try (KafkaConsumer<byte[], byte[]> consumer = connect()) {
      return find(consumer, key, since, reader);
    } catch (InterruptException e) {
      Thread.interrupted();
      InterruptedException interrupted = new InterruptedException("while looking for a verdict");
      interrupted.initCause(e);
      throw interrupted;
    } catch (KafkaException e) {
      throw KafkaFaults.of("look for a verdict on " + topic, e);
    }
  }

  private KafkaConsumer<byte[], byte[]> connect() {
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private <T> Optional<StandingVerdict<T>> find(
      KafkaConsumer<byte[], byte[]> consumer,
      byte[] key,
      Instant since,
      Function<byte[], Optional<T>> reader)
      throws QueueFault {
    long deadline = System.nanoTime() + timeout.toNanos();
    TopicPartition partition = partitionOf(key, consumer.partitionsFor(topic).size());
    consumer.assign(List.of(partition));
    long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    Optional<Long> begin = firstSince(consumer, partition, since);
    if (begin.isEmpty()) {
      return Optional.empty();
    }
    consumer.seek(partition, begin.get());
    while (consumer.position(partition) < end) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(left(deadline))) {
        if (record.offset() < end && Arrays.equals(record.key(), key)) {
          Optional<StandingVerdict<T>> standing = read(record, reader);
          if (standing.isPresent()) {
            return standing;
          }
        }
      }
    }
    return Optional.empty();
  }

  /** The partition that Kafka's producer chooses for a key. */
  private TopicPartition partitionOf(byte[] key, int partitions) {
    return new TopicPartition(topic, Utils.toPositive(Utils.murmur2(key)) % partitions);
  }

  private static Optional<Long> firstSince(
      KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, Instant since) {
    long from = Math.max(0, since.minus(SKEW).toEpochMilli());
    return Optional.ofNullable(consumer.offsetsForTimes(Map.of(partition, from)).get(partition))
        .map(OffsetAndTimestamp::offset);
  }

  private Duration left(long deadline) throws QueueFault {
    long nanos = deadline - System.nanoTime();
    if (nanos <= 0) {
      throw new QueueFault(
          "Tried to read " + topic + " to its end: not done in " + timeout.toSeconds() + " s",
          true);
    }
    return Duration.ofNanos(nanos);
  }

  private static <T> Optional<StandingVerdict<T>> read(
      ConsumerRecord<byte[], byte[]> record, Function<byte[], Optional<T>> reader) {
    Position position = new Position(record.topic(), record.partition(), record.offset());
    Instant timestamp = Instant.ofEpochMilli(record.timestamp());
    return Optional.ofNullable(record.value())
        .flatMap(reader)
        .map(verdict -> new StandingVerdict<>(position, timestamp, verdict));
  }
}
