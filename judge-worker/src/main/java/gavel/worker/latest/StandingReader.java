package gavel.worker.latest;

import gavel.worker.publish.VerdictHead;
import gavel.worker.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;

/** Reads what stands on {@code gavel.verdicts.latest} for the ids of one partition of verdicts. */
final class StandingReader {
  /**
   * Ids of a partition that are known for certain; all four take 42 MB at the most. A power of two
   * less a quarter, with which a table is full.
   */
  private static final int MOST = 196_608;

  private static final Duration POLL = Duration.ofMillis(200);

  /** Less than what may lie between two polls of a member of the group. */
  private static final Duration LONGEST = LatestClients.BETWEEN_POLLS.minusMinutes(1);

  private final LatestClients clients;
  private final BooleanSupplier ending;

  /** When it is ending, reading is given up. */
  StandingReader(LatestClients clients, BooleanSupplier ending) {
    this.clients = clients;
    this.ending = ending;
  }

  /**
   * All that is committed when it is called, whether its marker is written yet or not.
   *
   * @throws WakeupException when it is ending
   * @throws TimeoutException when it takes minutes, as it does behind a transaction that nobody
   *     ends
   */
  KnownGenerations read(VerdictPartition of) {
    KnownGenerations known = new KnownGenerations(MOST);
    try (Consumer<byte[], byte[]> consumer = clients.reader(IsolationLevel.READ_COMMITTED)) {
      List<TopicPartition> places = of.written(Partitions.count(consumer, Topics.LATEST_VERDICTS));
      Map<TopicPartition, Long> ends = ends(places);
      consumer.assign(places);
      consumer.seekToBeginning(places);
      long begin = System.nanoTime();
      while (!isBeyond(consumer, ends)) {
        if (System.nanoTime() - begin > LONGEST.toNanos()) {
          throw new TimeoutException(
              "Tried to read "
                  + places
                  + " to "
                  + ends
                  + ": not done in "
                  + LONGEST.toSeconds()
                  + " s");
        }
        if (ending.getAsBoolean()) {
          throw new WakeupException();
        }
        consumer.poll(POLL).forEach(record -> note(record, of, known));
      }
    }
    return known;
  }

  /** Where everything ends, also what nobody knows yet whether it will be committed. */
  private Map<TopicPartition, Long> ends(List<TopicPartition> places) {
    try (Consumer<byte[], byte[]> consumer = clients.reader(IsolationLevel.READ_UNCOMMITTED)) {
      return consumer.endOffsets(places);
    }
  }

  private static boolean isBeyond(
      Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private static void note(
      ConsumerRecord<byte[], byte[]> record, VerdictPartition of, KnownGenerations known) {
    if (record.key() != null && record.value() != null && of.has(record.key())) {
      VerdictHead.of(record.value()).ifPresent(head -> known.note(head.id(), head.generation()));
    }
  }
}
