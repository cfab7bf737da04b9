package gavel.worker.publish;

import gavel.model.json.StrictJson;
import gavel.model.topic.DeadLetterRecord;
import gavel.worker.JudgeFault.QueueFault;
import gavel.worker.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what could not be judged, acknowledged by all replicas; safe for use by several
 * threads.
 *
 * <p>The headers {@code gavel-reason} and {@code gavel-origin} repeat what a person looks for
 * first, so that any tool shows it.
 */
public final class DeadLetterPublisher implements AutoCloseable {
  private final AcknowledgedProducer producer;

  /** Does not connect yet; see {@link #publish} for the timeout. */
  public DeadLetterPublisher(Map<String, String> client, Duration deliveryTimeout) {
    producer = new AcknowledgedProducer(client, deliveryTimeout);
  }

  /**
   * Returns once the letter stands; it has the key of the record that it is about.
   *
   * @throws QueueFault when the broker did not acknowledge in time, or refused
   */
  public Position publish(DeadLetterRecord letter) throws QueueFault, InterruptedException {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            Topics.DEAD_LETTERS, keyOf(letter.keyBase64()), StrictJson.write(letter));
    record.headers().add("gavel-reason", utf8(letter.reason().name().toLowerCase(Locale.ROOT)));
    record
        .headers()
        .add(
            "gavel-origin",
            utf8(letter.topic() + "-" + letter.partition() + "@" + letter.offset()));
    return Position.of(producer.publish(record));
  }

  private static byte @Nullable [] keyOf(@Nullable String base64) {
    return base64 == null ? null : Base64.getDecoder().decode(base64);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    producer.close();
  }
}
