package gavel.worker.latest;

import gavel.worker.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.GroupProtocol;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The clients of a session.
 *
 * @param client Kafka client settings: {@code bootstrap.servers} and whatever security needs
 * @param transactionalId of this process and no other
 */
record LatestClients(Map<String, String> client, String transactionalId) {
  /** For any answer; less than what ends a transaction. */
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private static final Duration REQUEST = Duration.ofSeconds(5);

  /** What a worker that was killed has begun stands in the way of readers for so long. */
  private static final Duration TRANSACTION = Duration.ofSeconds(15);

  /** After that the partitions of a worker that was killed are given to others. */
  private static final Duration SESSION = Duration.ofSeconds(10);

  private static final Duration HEARTBEAT = Duration.ofSeconds(3);

  /** Between two polls what stands on the topic may have to be read. */
  static final Duration BETWEEN_POLLS = Duration.ofMinutes(5);

  /** Verdicts are collected for so long: one transaction costs as much as a hundred records. */
  private static final Duration COLLECT = Duration.ofSeconds(1);

  private static final int COLLECTED = 256 * 1024;
  private static final int MOST_FETCHED = 4 * 1024 * 1024;
  private static final int MOST_BUFFERED = 8 * 1024 * 1024;

  /** Follows {@code gavel.verdicts} as a member of the group. */
  Consumer<byte[], byte[]> member() {
    Map<String, Object> settings = reading(IsolationLevel.READ_COMMITTED);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, Topics.MATERIALISERS);
    // of several workers with one configuration only one could be a member
    settings.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    settings.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, GroupProtocol.CLASSIC.name());
    settings.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, millis(SESSION));
    settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, millis(HEARTBEAT));
    settings.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, millis(BETWEEN_POLLS));
    settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, COLLECTED);
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, millis(COLLECT));
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** Reads what stands on a topic, without a group. */
  Consumer<byte[], byte[]> reader(IsolationLevel isolation) {
    return new KafkaConsumer<>(
        reading(isolation), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private Map<String, Object> reading(IsolationLevel isolation) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put(
        ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation.toString().toLowerCase(Locale.ROOT));
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, MOST_FETCHED);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis(ANSWER));
    settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis(REQUEST));
    settings.put(ConsumerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    return settings;
  }

  /** Writes in transactions; begins by ending those that this process has left open. */
  Producer<byte[], byte[]> producer() {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
    settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, millis(TRANSACTION));
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis(ANSWER));
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis(ANSWER));
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis(REQUEST));
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, (long) MOST_BUFFERED);
    settings.put(
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Math.toIntExact(2 * Topics.MAX_RECORD.bytes()));
    settings.put(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static int millis(Duration time) {
    return Math.toIntExact(time.toMillis());
  }
}
