package gavel.worker.intake;

import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record as it stands on its topic, nothing in it looked at yet.
 *
 * @param timestamp when the broker appended it, or what the producer said, as the topic has it
 * @param deliveryCount 1 for the first delivery; over 1 somebody may have judged it already; a
 *     crash of the broker forgets deliveries that were not answered
 */
public record IntakeRecord(
    String topic,
    int partition,
    long offset,
    Instant timestamp,
    Optional<byte[]> key,
    Optional<byte[]> value,
    int deliveryCount) {

  static IntakeRecord of(ConsumerRecord<byte[], byte[]> record) {
    return new IntakeRecord(
        record.topic(),
        record.partition(),
        record.offset(),
        Instant.ofEpochMilli(record.timestamp()),
        Optional.ofNullable(record.key()),
        Optional.ofNullable(record.value()),
        record.deliveryCount().map(Short::intValue).orElse(1));
  }

  /** Where it stands, as {@code topic-partition@offset}. */
  public String position() {
    return topic + "-" + partition + "@" + offset;
  }

  /** The position and the sizes; never the content. */
  @Override
  public String toString() {
    return position()
        + " delivery "
        + deliveryCount
        + ", "
        + value.map(bytes -> bytes.length).orElse(0)
        + " bytes";
  }
}
