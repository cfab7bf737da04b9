package gavel.worker.intake;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A record as it stands on its topic, nothing in it looked at yet.
 *
 * @param timestamp when the broker appended it, or what the producer said, as the topic has it; of
 *     one that was put off since then, that of the first record
 * @param deliveryCount 1 for the first delivery; over 1 somebody may have judged it already; a
 *     crash of the broker forgets deliveries that were not answered
 * @param traceParent as the header {@value #TRACE_PARENT} has it; not looked at either
 */
public record IntakeRecord(
    String topic,
    int partition,
    long offset,
    Instant timestamp,
    Optional<byte[]> key,
    Optional<byte[]> value,
    int deliveryCount,
    Optional<String> traceParent) {
  /** The header with the trace that a record belongs to, by W3C Trace Context. */
  public static final String TRACE_PARENT = "traceparent";

  /**
   * In a record that was put off, the time of the one in whose place it stands: milliseconds of the
   * epoch, in decimal.
   */
  public static final String SINCE = "gavel-since";

  private static final int LONGEST_TRACE_PARENT = 128;
  private static final int LONGEST_NUMBER = 18;

  /** Of no trace. */
  public IntakeRecord(
      String topic,
      int partition,
      long offset,
      Instant timestamp,
      Optional<byte[]> key,
      Optional<byte[]> value,
      int deliveryCount) {
    this(topic, partition, offset, timestamp, key, value, deliveryCount, Optional.empty());
  }

  static IntakeRecord of(ConsumerRecord<byte[], byte[]> record) {
    return new IntakeRecord(
        record.topic(),
        record.partition(),
        record.offset(),
        Instant.ofEpochMilli(since(record)),
        Optional.ofNullable(record.key()),
        Optional.ofNullable(record.value()),
        record.deliveryCount().map(Short::intValue).orElse(1),
        traceParent(record));
  }

  private static Optional<String> traceParent(ConsumerRecord<byte[], byte[]> record) {
    return Optional.ofNullable(record.headers().lastHeader(TRACE_PARENT))
        .flatMap(header -> Optional.ofNullable(header.value()))
        .filter(value -> value.length <= LONGEST_TRACE_PARENT)
        .map(value -> new String(value, StandardCharsets.US_ASCII));
  }

  /** A header can only make it older: whoever looks for a verdict looks further back then. */
  private static long since(ConsumerRecord<byte[], byte[]> record) {
    Header header = record.headers().lastHeader(SINCE);
    if (header == null || header.value() == null || header.value().length > LONGEST_NUMBER) {
      return record.timestamp();
    }
    String text = new String(header.value(), StandardCharsets.US_ASCII);
    return text.chars().allMatch(c -> c >= '0' && c <= '9') && !text.isEmpty()
        ? Math.min(record.timestamp(), Long.parseLong(text))
        : record.timestamp();
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
