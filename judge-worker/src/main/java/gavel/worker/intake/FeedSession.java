package gavel.worker.intake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * One consumer of one feed, from connecting to closing; takes a record, or a few, after the other.
 */
final class FeedSession implements AutoCloseable {
  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final String name;
  private final int rank;
  private final Kind kind;
  private final IntakeParts parts;
  private final KafkaShareConsumer<byte[], byte[]> consumer;
  private final IdlePoll idlePoll;
  private final Locks locks;

  /** A permit for every event that the consumer thread should look up for. */
  private final Semaphore news = new Semaphore(0);

  private final Runnable onDrain = this::lookUp;

  /** How many records a consumer takes at a time. */
  enum Kind {
    /** One: what is in the hand of a busy worker is nothing that an idle one can take. */
    SINGLE(1),

    /**
     * A few, where judgements are so short that to ask for one and to accept it costs more: a
     * request to the broker and back, and a record of the group's state, for each.
     */
    BULK(4);

    private final int most;

    Kind(int most) {
      this.most = most;
    }
  }

  FeedSession(String name, int rank, Kind kind, IntakeParts parts) {
    this.name = name;
    this.rank = rank;
    this.kind = kind;
    this.parts = parts;
    this.consumer =
        new KafkaShareConsumer<>(
            properties(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.idlePoll = new IdlePoll(consumer, parts.drain());
    this.locks = new Locks(consumer, parts.settings().commitTimeout());
  }

  private Feed feed() {
    return parts.settings().feeds().get(rank);
  }

  private Map<String, Object> properties() {
    Map<String, Object> properties = new HashMap<>(parts.settings().client());
    properties.put(ConsumerConfig.GROUP_ID_CONFIG, feed().group());
    properties.put(ConsumerConfig.CLIENT_ID_CONFIG, name);
    properties.put(ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG, "explicit");
    properties.put(ConsumerConfig.SHARE_ACQUIRE_MODE_CONFIG, "record_limit");
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, kind.most);
    // it stays a member for as long as it waits for its turn to poll
    properties.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, Integer.MAX_VALUE);
    properties.put(ConsumerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    return properties;
  }

  /** Takes records until the intake drains; what Kafka throws ends the session. */
  void takeUntilDrained() throws InterruptedException {
    parts.drain().onRequest(onDrain);
    OptionalLong joining = parts.turns().awaitJoin(rank);
    if (joining.isPresent()) {
      Batch first;
      try {
        consumer.subscribe(List.of(feed().topic()));
        first = entered(poll());
      } finally {
        parts.turns().endJoin(rank, joining.getAsLong());
      }
      first.settle();
    }
    for (OptionalLong began = awaitPoll(); began.isPresent(); began = awaitPoll()) {
      Batch next;
      try {
        next = entered(poll());
      } finally {
        parts.turns().endPoll(rank, began.getAsLong());
      }
      next.settle();
    }
  }

  private OptionalLong awaitPoll() throws InterruptedException {
    return parts.turns().awaitPoll(rank, kind == Kind.BULK);
  }

  /** They wait for their turns before another consumer polls. */
  private Batch entered(List<ConsumerRecord<byte[], byte[]>> records) {
    Batch batch = new Batch(name, rank, parts, locks, news);
    records.forEach(batch::add);
    return batch;
  }

  /** What there is, at least one record, or none when the intake drains. */
  private List<ConsumerRecord<byte[], byte[]>> poll() {
    while (!parts.drain().requested() && !parts.turns().paused()) {
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      idlePoll.await().forEach(records::add);
      if (!records.isEmpty()) {
        return records;
      }
    }
    return List.of();
  }

  private void lookUp() {
    news.release();
    idlePoll.wake();
  }

  /** Gives back what is locked and leaves the group, within seconds. */
  @Override
  public void close() {
    parts.drain().forget(onDrain);
    consumer.close(CLOSE);
  }
}
