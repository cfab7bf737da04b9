package gavel.worker.latest;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * Verdicts that the topic of the latest ones refuses, whoever writes them and how often: it takes
 * smaller records than that of all verdicts does, say. They must not stand in the way of others.
 */
final class Unwritable {
  private final Set<Place> places = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean learned = new AtomicBoolean();

  private record Place(TopicPartition partition, long offset) {
    static Place of(ConsumerRecord<byte[], byte[]> record) {
      return new Place(new TopicPartition(record.topic(), record.partition()), record.offset());
    }
  }

  /** Notes what became of one that was sent, from any thread. */
  void sent(ConsumerRecord<byte[], byte[]> record, @Nullable Exception failure) {
    if (failure instanceof RecordTooLargeException
        || failure instanceof InvalidRecordException
        || failure instanceof InvalidTimestampException) {
      learned.set(places.add(Place.of(record)) || learned.get());
    }
  }

  /** Whether there is one more than at the last call: then the next attempt comes further. */
  boolean hasLearned() {
    return learned.getAndSet(false);
  }

  /** Whether it was refused before. */
  boolean has(ConsumerRecord<byte[], byte[]> record) {
    return places.contains(Place.of(record));
  }

  /** What lies before there is never read again. */
  void forgetBefore(TopicPartition partition, long offset) {
    places.removeIf(place -> place.partition().equals(partition) && place.offset() < offset);
  }
}
