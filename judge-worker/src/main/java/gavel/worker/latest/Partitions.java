package gavel.worker.latest;

import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** How many partitions topics have. */
final class Partitions {
  private Partitions() {}

  /**
   * Asks the brokers.
   *
   * @throws UnknownTopicOrPartitionException when there is no such topic
   */
  static int count(Consumer<byte[], byte[]> consumer, String topic) {
    List<PartitionInfo> partitions = consumer.partitionsFor(topic);
    if (partitions == null || partitions.isEmpty()) {
      throw new UnknownTopicOrPartitionException("There is no topic " + topic);
    }
    return partitions.size();
  }
}
