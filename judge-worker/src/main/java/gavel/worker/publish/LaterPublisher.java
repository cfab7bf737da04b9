package gavel.worker.publish;

import gavel.worker.JudgeFault.QueueFault;
import gavel.worker.intake.IntakeRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Puts records off to another topic, acknowledged by all replicas; safe for use by several threads.
 */
public final class LaterPublisher implements AutoCloseable {
  private final AcknowledgedProducer producer;

  /** Does not connect yet; see {@link #publish} for the timeout. */
  public LaterPublisher(Map<String, String> client, Duration deliveryTimeout) {
    producer = new AcknowledgedProducer(client, deliveryTimeout);
  }

  /**
   * Returns once the record stands there, with its key, value and trace as they were and the header
   * {@link IntakeRecord#SINCE}.
   *
   * @throws QueueFault when the broker did not acknowledge in time, or refused; it may stand there
   *     all the same
   */
  public Position publish(IntakeRecord record, String topic)
      throws QueueFault, InterruptedException {
    ProducerRecord<byte[], byte[]> later =
        new ProducerRecord<>(topic, record.key().orElse(null), record.value().orElse(null));
    String since = Long.toString(record.timestamp().toEpochMilli());
    later.headers().add(IntakeRecord.SINCE, since.getBytes(StandardCharsets.US_ASCII));
    record
        .traceParent()
        .ifPresent(trace ->
            later
                .headers()
                .add(IntakeRecord.TRACE_PARENT, trace.getBytes(StandardCharsets.US_ASCII)));
    return Position.of(producer.publish(later));
  }

  @Override
  public void close() {
    producer.close();
  }
}
