package gavel.worker.publish;

import org.apache.kafka.clients.producer.RecordMetadata;

/** Where a published record stands. */
public record Position(String topic, int partition, long offset) {
  static Position of(RecordMetadata metadata) {
    return new Position(metadata.topic(), metadata.partition(), metadata.offset());
  }
}
