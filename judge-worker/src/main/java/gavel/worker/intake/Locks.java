package gavel.worker.intake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The locks that one consumer holds, and what it tells the broker of them; for its thread only. */
final class Locks {
  private static final Logger LOG = LoggerFactory.getLogger(Locks.class);

  private final KafkaShareConsumer<byte[], byte[]> consumer;
  private final Duration timeout;

  /**
   * The locks of a consumer.
   *
   * @param timeout how long the broker may take to answer
   */
  Locks(KafkaShareConsumer<byte[], byte[]> consumer, Duration timeout) {
    this.consumer = consumer;
    this.timeout = timeout;
  }

  /** Says what becomes of a record when {@link #commit} is called next. */
  void mark(ConsumerRecord<byte[], byte[]> record, AcknowledgeType type) {
    consumer.acknowledge(record, type);
  }

  /** Tells the broker all that is marked; partitions for which it refused, which says so. */
  Set<TopicPartition> commit() {
    Map<TopicPartition, KafkaException> refusals = new HashMap<>();
    consumer
        .commitSync(timeout)
        .forEach((partition, answer) ->
            answer.ifPresent(refusal -> refusals.put(partition.topicPartition(), refusal)));
    refusals.forEach((partition, refusal) ->
        LOG.warn("Tried to acknowledge records of {}: {}", partition, refusal.toString()));
    return refusals.keySet();
  }

  /**
   * After a commit, takes back what was marked to be renewed, which the client keeps until then.
   *
   * @return what came back in time, and whatever else came with it
   */
  List<ConsumerRecord<byte[], byte[]>> takeBack(Collection<TopicOffset> renewed) {
    Set<TopicOffset> missing = new HashSet<>(renewed);
    List<ConsumerRecord<byte[], byte[]>> back = new ArrayList<>();
    long until = System.nanoTime() + timeout.toNanos();
    while (!missing.isEmpty() && until - System.nanoTime() > 0) {
      for (ConsumerRecord<byte[], byte[]> record :
          consumer.poll(Duration.ofNanos(Math.max(1, until - System.nanoTime())))) {
        back.add(record);
        missing.remove(TopicOffset.of(record));
      }
    }
    return back;
  }

  /** Where a record stands. */
  record TopicOffset(TopicPartition partition, long offset) {
    static TopicOffset of(ConsumerRecord<byte[], byte[]> record) {
      return new TopicOffset(
          new TopicPartition(record.topic(), record.partition()), record.offset());
    }
  }
}
