package gavel.cli.client;

import gavel.cli.program.EnvironmentProblem;
import gavel.worker.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Writes many records without waiting for each; {@link #flush} tells whether all of them stand. */
public final class TopicWriter implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final Duration DELIVERY = Duration.ofSeconds(60);
  private static final Duration LINGER = Duration.ofMillis(5);

  private final Map<String, String> client;
  private final KafkaProducer<String, byte[]> producer;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  private TopicWriter(Map<String, String> client, KafkaProducer<String, byte[]> producer) {
    this.client = client;
    this.producer = producer;
  }

  /** Does not connect yet. */
  public static TopicWriter open(Map<String, String> client) throws EnvironmentProblem {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TIMEOUT.toMillis());
    settings.put(ProducerConfig.LINGER_MS_CONFIG, Math.toIntExact(LINGER.toMillis()));
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Math.toIntExact(DELIVERY.toMillis()));
    settings.put(
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Math.toIntExact(Topics.MAX_RECORD.bytes()));
    try {
      return new TopicWriter(
          client, new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer()));
    } catch (KafkaException unusable) {
      throw SubmissionClient.problem(client, "make a client", unusable);
    }
  }

  /**
   * Hands a record over; blocks only where too much is on its way.
   *
   * @param headers of the record
   * @param stands is told, on another thread, where the record stands
   */
  public void send(
      String topic,
      String key,
      byte[] value,
      Map<String, String> headers,
      Consumer<RecordMetadata> stands)
      throws EnvironmentProblem {
    ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, key, value);
    headers.forEach(
        (name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
    try {
      var _ =
          producer.send(
              record,
              (place, refused) -> {
                if (refused == null) {
                  stands.accept(place);
                } else {
                  failure.compareAndSet(null, refused);
                }
              });
    } catch (KafkaException refused) {
      throw SubmissionClient.problem(client, "write to " + topic, refused);
    }
    check(topic);
  }

  /** Returns once all that was handed over stands. */
  public void flush(String topic) throws EnvironmentProblem {
    try {
      producer.flush();
    } catch (KafkaException refused) {
      throw SubmissionClient.problem(client, "write to " + topic, refused);
    }
    check(topic);
  }

  private void check(String topic) throws EnvironmentProblem {
    Exception refused = failure.get();
    if (refused != null) {
      throw SubmissionClient.problem(client, "write to " + topic, refused);
    }
  }

  @Override
  public void close() {
    producer.close(TIMEOUT);
  }
}
