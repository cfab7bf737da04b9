package gavel.worker.latest;

import gavel.worker.topic.Topics;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;

/** One partition of so many of {@code gavel.verdicts}. */
record VerdictPartition(int number, int count) {
  /** Whether Kafka's producers write the records of this key there. */
  boolean has(byte[] key) {
    return Utils.toPositive(Utils.murmur2(key)) % count == number;
  }

  /** Where its ids are written to: its like, where there are as many, else they may be anywhere. */
  List<TopicPartition> written(int partitions) {
    return IntStream.range(0, partitions)
        .filter(each -> partitions != count || each == number)
        .mapToObj(each -> new TopicPartition(Topics.LATEST_VERDICTS, each))
        .toList();
  }
}
