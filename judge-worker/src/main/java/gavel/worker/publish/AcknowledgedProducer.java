package gavel.worker.publish;

import gavel.worker.JudgeFault.QueueFault;
import gavel.worker.topic.KafkaFaults;
import gavel.worker.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A producer that writes each record once per call and waits until all replicas have it. */
final class AcknowledgedProducer implements AutoCloseable {
  private static final Duration CLOSE = Duration.ofSeconds(5);
  private static final int REQUESTS_PER_DELIVERY = 3;

  private final KafkaProducer<byte[], byte[]> producer;

  /**
   * Does not connect yet.
   *
   * @param client Kafka client settings: {@code bootstrap.servers} and whatever security needs
   * @param deliveryTimeout after which a record counts as not written, retries included
   */
  AcknowledgedProducer(Map<String, String> client, Duration deliveryTimeout) {
    int timeout = Math.toIntExact(deliveryTimeout.toMillis());
    Map<String, Object> properties = new HashMap<>(client);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, timeout);
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, timeout);
    properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout / REQUESTS_PER_DELIVERY);
    properties.put(
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Math.toIntExact(Topics.MAX_RECORD.bytes()));
    properties.put(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * Returns once the record is written.
   *
   * @throws QueueFault when it is not, or when nobody knows: it may still appear
   * @throws InterruptedException in which case, too, it may still appear
   */
  RecordMetadata publish(ProducerRecord<byte[], byte[]> record)
      throws QueueFault, InterruptedException {
    try {
      return producer.send(record).get();
    } catch (ExecutionException e) {
      throw fault(record, e.getCause() == null ? e : e.getCause());
    } catch (InterruptException e) {
      Thread.interrupted();
      throw interrupted(e);
    } catch (KafkaException e) {
      throw fault(record, e);
    }
  }

  /** Kafka sets the flag again when it wraps; the checked exception stands for it from here on. */
  private static InterruptedException interrupted(InterruptException wrapped) {
    InterruptedException unwrapped = new InterruptedException("while publishing");
    unwrapped.initCause(wrapped);
    return unwrapped;
  }

  private static QueueFault fault(ProducerRecord<byte[], byte[]> record, Throwable cause) {
    return KafkaFaults.of(
        "publish " + record.value().length + " bytes to " + record.topic(), cause);
  }

  @Override
  public void close() {
    producer.close(CLOSE);
  }
}
