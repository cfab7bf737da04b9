package gavel.worker.latest;

import gavel.worker.publish.VerdictHead;
import gavel.worker.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One membership in the group of those who keep {@code gavel.verdicts.latest}, with what it knows.
 * Whatever it throws, nothing of it can be used any more; for one thread, but for {@link #wakeUp}.
 */
final class LatestSession implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LatestSession.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration CLOSE = Duration.ofMillis(700);
  private static final OptionalLong NOTHING_LEFT = OptionalLong.of(0);

  private final Producer<byte[], byte[]> producer;
  private final Consumer<byte[], byte[]> consumer;
  private final StandingReader standing;
  private final LatestCounters counters;
  private final Unwritable unwritable;
  private final Map<TopicPartition, KnownGenerations> known = new HashMap<>();

  /** A verdict, and the record that makes it the latest one. */
  private record Carried(
      ConsumerRecord<byte[], byte[]> from, ProducerRecord<byte[], byte[]> record) {}

  /** Takes the clients, to be closed with it. */
  private LatestSession(
      Producer<byte[], byte[]> producer,
      Consumer<byte[], byte[]> consumer,
      StandingReader standing,
      LatestCounters counters,
      Unwritable unwritable) {
    this.producer = producer;
    this.consumer = consumer;
    this.standing = standing;
    this.counters = counters;
    this.unwritable = unwritable;
  }

  /** Does not connect yet. */
  static LatestSession of(
      LatestClients clients,
      BooleanSupplier ending,
      LatestCounters counters,
      Unwritable unwritable) {
    Producer<byte[], byte[]> producer = clients.producer();
    boolean made = false;
    try {
      LatestSession session =
          new LatestSession(
              producer,
              clients.member(),
              new StandingReader(clients, ending),
              counters,
              unwritable);
      made = true;
      return session;
    } finally {
      if (!made) {
        producer.close(Duration.ZERO);
      }
    }
  }

  /**
   * Works until something fails, or it is woken up.
   *
   * @param works told how many records are still to be read, after some were carried over and while
   *     there are none
   * @throws KafkaException also when another one has taken over what it worked on
   */
  void run(LongConsumer works) {
    producer.initTransactions();
    consumer.subscribe(List.of(Topics.VERDICTS), new Forgetting());
    while (true) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      // taken now: later it may say that this is a member no longer, and nobody would be refused
      ConsumerGroupMetadata member = consumer.groupMetadata();
      if (!records.isEmpty()) {
        carry(records, member);
        works.accept(lag().orElse(0));
      } else if (member.generationId() >= 0 && lag().equals(NOTHING_LEFT)) {
        works.accept(0);
      }
    }
  }

  private void carry(ConsumerRecords<byte[], byte[]> records, ConsumerGroupMetadata member) {
    if (member.generationId() < 0 || member.memberId().isEmpty()) {
      throw new CommitFailedException("This is no member of the group any more");
    }
    List<Carried> replacing = new ArrayList<>();
    for (TopicPartition place : records.partitions()) {
      VerdictPartition partition =
          new VerdictPartition(place.partition(), Partitions.count(consumer, place.topic()));
      KnownGenerations generations = known.computeIfAbsent(place, _ -> standing.read(partition));
      for (ConsumerRecord<byte[], byte[]> record : records.records(place)) {
        replacing(record, partition, generations)
            .ifPresent(latest -> replacing.add(new Carried(record, latest)));
      }
    }
    commit(replacing, records, member);
  }

  private void commit(
      List<Carried> replacing,
      ConsumerRecords<byte[], byte[]> records,
      ConsumerGroupMetadata member) {
    producer.beginTransaction();
    boolean committed = false;
    try {
      for (Carried each : replacing) {
        // that it failed, committing tells
        var _ = producer.send(each.record(), (_, failure) -> unwritable.sent(each.from(), failure));
      }
      producer.sendOffsetsToTransaction(records.nextOffsets(), member);
      producer.commitTransaction();
      committed = true;
      counters.wrote(replacing.size());
      records.nextOffsets().forEach((place, next) -> unwritable.forgetBefore(place, next.offset()));
    } finally {
      if (!committed) {
        counters.abortedOne();
      }
    }
  }

  /** The record to be written, byte for byte what it is, or nothing. */
  private Optional<ProducerRecord<byte[], byte[]>> replacing(
      ConsumerRecord<byte[], byte[]> record,
      VerdictPartition partition,
      KnownGenerations generations) {
    Optional<VerdictHead> head =
        Optional.ofNullable(record.value())
            .flatMap(VerdictHead::of)
            .filter(found -> isKeyed(record, found) && partition.has(record.key()));
    if (head.isEmpty()) {
      skip(record, "is not a verdict under its submission's id");
      return Optional.empty();
    }
    if (unwritable.has(record)) {
      skip(record, "is refused by that topic, see its max.message.bytes");
      return Optional.empty();
    }
    OptionalInt before = generations.find(head.get().id());
    if (before.isPresent() && !head.get().replaces(before.getAsInt())) {
      return Optional.empty();
    }
    generations.note(head.get().id(), head.get().generation());
    return Optional.of(
        new ProducerRecord<>(
            Topics.LATEST_VERDICTS,
            null,
            record.timestamp(),
            record.key(),
            record.value(),
            record.headers()));
  }

  /** Somebody who writes nothing else must not fill the log. */
  private void skip(ConsumerRecord<byte[], byte[]> record, String why) {
    counters.skippedOne();
    boolean isRoundNumber = Long.bitCount(counters.skipped()) == 1;
    LOG.atLevel(isRoundNumber ? Level.WARN : Level.DEBUG)
        .log(
            "{}-{}@{} {}; not taken to {}, as {} since the start",
            record.topic(),
            record.partition(),
            record.offset(),
            why,
            Topics.LATEST_VERDICTS,
            counters.skipped());
  }

  private static boolean isKeyed(ConsumerRecord<byte[], byte[]> record, VerdictHead head) {
    return Arrays.equals(record.key(), head.id().getBytes(StandardCharsets.UTF_8));
  }

  /** Nothing until the brokers have said it of every partition. */
  private OptionalLong lag() {
    long sum = 0;
    for (TopicPartition place : consumer.assignment()) {
      OptionalLong lag = consumer.currentLag(place);
      if (lag.isEmpty()) {
        return lag;
      }
      sum += lag.getAsLong();
    }
    return OptionalLong.of(sum);
  }

  /** Others may write what belongs to partitions that are gone. */
  private final class Forgetting implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> gone) {
      known.keySet().removeAll(gone);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> added) {
      // what stands for their ids is read when the first record of them is there
    }
  }

  /** Ends {@link #run}; from any thread. */
  void wakeUp() {
    consumer.wakeup();
  }

  /**
   * Aborts what is open, as far as that is possible, and leaves the group; takes a second or two.
   */
  @Override
  public void close() {
    // who was interrupted ends, too, but in order
    boolean _ = Thread.interrupted();
    try {
      producer.close(CLOSE);
    } finally {
      consumer.close(CloseOptions.timeout(CLOSE));
    }
  }
}
