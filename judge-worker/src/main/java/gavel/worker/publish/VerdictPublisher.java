package gavel.worker.publish;

import gavel.worker.JudgeFault.QueueFault;
import gavel.worker.topic.Topics;
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
   * @throws QueueFault when the broker did not acknowledge in time, or refused; the verdict may
   *     stand all the same
   */
  public Position publish(byte[] key, byte[] value) throws QueueFault, InterruptedException {
    return Position.of(producer.publish(new ProducerRecord<>(Topics.VERDICTS, key, value)));
  }

  @Override
  public void close() {
    producer.close();
  }
}
