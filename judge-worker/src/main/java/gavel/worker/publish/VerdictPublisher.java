package gavel.worker.publish;

import gavel.worker.JudgeFault.QueueFault;
import gavel.worker.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Publishes verdicts, each acknowledged by all replicas; safe for use by several threads. */
public final class VerdictPublisher implements AutoCloseable {
  private final AcknowledgedProducer producer;

  /** Does not connect yet; see {@link #publish} for the timeout. */
  public VerdictPublisher(Map<String, String> client, Duration deliveryTimeout) {
    producer = new AcknowledgedProducer(client, deliveryTimeout);
  }

  /**
   * Returns once the verdict stands.
   *
   * @param key the submission's id; decides the partition
   * @param headers of the record
   * @throws QueueFault when the broker did not acknowledge in time, or refused; the verdict may
   *     stand all the same
   */
  public Position publish(byte[] key, byte[] value, Map<String, String> headers)
      throws QueueFault, InterruptedException {
    return publish(Topics.VERDICTS, key, value, headers);
  }

  /** The same of a verdict that counts only when its rejudge is applied. */
  public Position publishTrial(byte[] key, byte[] value, Map<String, String> headers)
      throws QueueFault, InterruptedException {
    return publish(Topics.TRIAL_VERDICTS, key, value, headers);
  }

  private Position publish(String topic, byte[] key, byte[] value, Map<String, String> headers)
      throws QueueFault, InterruptedException {
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, key, value);
    headers.forEach(
        (name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
    return Position.of(producer.publish(record));
  }

  /** The same without headers. */
  public Position publish(byte[] key, byte[] value) throws QueueFault, InterruptedException {
    return publish(key, value, Map.of());
  }

  @Override
  public void close() {
    producer.close();
  }
}
