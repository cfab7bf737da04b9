package gavel.worker.intake;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A record whose lock this consumer holds; for the consumer's thread only. */
final class HeldRecord {
  private static final Logger LOG = LoggerFactory.getLogger(HeldRecord.class);

  private final KafkaShareConsumer<byte[], byte[]> consumer;
  private final ConsumerRecord<byte[], byte[]> record;
  private final Duration renewEvery;
  private final Duration timeout;
  private final Duration lock;
  private long renewAt;
  private long lockedUntil;

  HeldRecord(
      KafkaShareConsumer<byte[], byte[]> consumer,
      ConsumerRecord<byte[], byte[]> record,
      IntakeSettings settings) {
    this.consumer = consumer;
    this.record = record;
    this.renewEvery = settings.renewEvery();
    this.timeout = settings.commitTimeout();
    this.lock = settings.lock();
    long now = System.nanoTime();
    this.renewAt = now + renewEvery.toNanos();
    this.lockedUntil = now + lock.toNanos();
  }

  /** Time until the lock has to be renewed; not positive when that is due. */
  Duration untilRenewal() {
    return Duration.ofNanos(renewAt - System.nanoTime());
  }

  /** Time until the broker gives the record to another, unless it has lost the lock before. */
  Duration untilExpiry() {
    return Duration.ofNanos(lockedUntil - System.nanoTime());
  }

  /** Holds the lock for its whole duration again; false when it is lost. */
  boolean renew() {
    long asked = System.nanoTime();
    if (!acknowledge(AcknowledgeType.RENEW) || !isBack(consumer.poll(timeout))) {
      return false;
    }
    renewAt = asked + renewEvery.toNanos();
    lockedUntil = asked + lock.toNanos();
    return true;
  }

  /** Ends the lock, accepting or releasing; false when it was lost before. */
  boolean settle(AcknowledgeType type) {
    return acknowledge(type);
  }

  private boolean acknowledge(AcknowledgeType type) {
    consumer.acknowledge(record, type);
    Map<TopicIdPartition, Optional<KafkaException>> answers = consumer.commitSync(timeout);
    Optional<KafkaException> refusal =
        answers.values().stream().flatMap(Optional::stream).findFirst();
    refusal.ifPresent(reason ->
        LOG.warn(
            "Tried to {} {}-{}@{}: {}",
            type,
            record.topic(),
            record.partition(),
            record.offset(),
            reason.toString()));
    return refusal.isEmpty();
  }

  private boolean isBack(ConsumerRecords<byte[], byte[]> renewed) {
    return renewed.records(new TopicPartition(record.topic(), record.partition())).stream()
        .anyMatch(other -> other.offset() == record.offset());
  }
}
