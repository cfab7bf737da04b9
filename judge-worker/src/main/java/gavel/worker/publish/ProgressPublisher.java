package gavel.worker.publish;

import gavel.worker.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes what happens in a judgement, without waiting; what cannot be delivered is counted and
 * dropped. Safe for use by several threads.
 */
public final class ProgressPublisher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ProgressPublisher.class);
  private static final Duration CLOSE = Duration.ofSeconds(2);

  /** The most that a judgement can be held up: only while topic metadata is missing. */
  private static final Duration MAX_BLOCK = Duration.ofMillis(250);

  private static final Duration DELIVERY = Duration.ofSeconds(10);
  private static final int REQUESTS_PER_DELIVERY = 2;

  /** Nobody sees a step this much later, and the steps of a short judgement travel together. */
  private static final Duration LINGER = Duration.ofMillis(100);

  private final KafkaProducer<byte[], byte[]> producer;
  private final LongAdder sent = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private final AtomicBoolean failing = new AtomicBoolean();

  /** Does not connect yet. */
  public ProgressPublisher(Map<String, String> client) {
    int delivery = Math.toIntExact(DELIVERY.toMillis());
    Map<String, Object> properties = new HashMap<>(client);
    properties.put(ProducerConfig.ACKS_CONFIG, "1");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false);
    properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    properties.put(ProducerConfig.LINGER_MS_CONFIG, Math.toIntExact(LINGER.toMillis()));
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Math.toIntExact(MAX_BLOCK.toMillis()));
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, delivery);
    properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, delivery / REQUESTS_PER_DELIVERY);
    properties.put(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * Hands the record to a background thread; records of one key keep their order.
   *
   * @param key the submission's id
   */
  public void publish(byte[] key, byte[] value) {
    try {
      var _ =
          producer.send(
              new ProducerRecord<>(Topics.PROGRESS, key, value),
              (metadata, failure) -> delivered(failure));
    } catch (InterruptException e) {
      // the flag is set again: whoever judges sees it at the next step that can be interrupted
      delivered(e);
    } catch (KafkaException e) {
      delivered(e);
    }
  }

  private void delivered(@Nullable Exception failure) {
    if (failure == null) {
      sent.increment();
      if (failing.compareAndSet(true, false)) {
        LOG.info("Progress is delivered again; {} records were dropped so far", dropped.sum());
      }
    } else {
      dropped.increment();
      if (failing.compareAndSet(false, true)) {
        LOG.warn("Dropping progress until further notice: {}", failure.toString());
      }
    }
  }

  /** Records that the leader of their partition has. */
  public long sent() {
    return sent.sum();
  }

  /** Records that were given up. */
  public long dropped() {
    return dropped.sum();
  }

  @Override
  public void close() {
    producer.close(CLOSE);
  }
}
