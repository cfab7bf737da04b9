package gavel.worker.app;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import gavel.worker.flow.WaitingUsers;
import gavel.worker.intake.IntakeRecord;
import gavel.worker.topic.Lane;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads ahead in the queues of submissions, beside the share group and without taking anything, to
 * know who waits there. It reads only where somebody asks, which is where one user had much, and
 * each record once.
 */
final class QueueScan implements WaitingUsers, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(QueueScan.class);
  private static final Duration POLL = Duration.ofMillis(5);

  /** So often it polls for one answer; up to 500 records each time. */
  private static final int POLLS = 10;

  private static final int MOST_FETCHED = 4 * 1024 * 1024;
  private static final String USER = "user";
  private static final JsonFactory JSON = new JsonFactory();

  private final Map<String, Integer> partitions;
  private final Object lock = new Object();
  private final Consumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, Ahead> scanned = new HashMap<>();
  private boolean closed;

  /** What was seen of a queue: of two users where the last submission of each stands. */
  private static final class Ahead {
    long next;
    Optional<String> user = Optional.empty();
    long last = -1;
    long lastOfOthers = -1;

    void see(Optional<String> whose, long offset) {
      if (last >= 0 && !whose.equals(user)) {
        lastOfOthers = last;
      }
      user = whose;
      last = offset;
    }

    boolean holdsOthers(String than, long behind) {
      return (user.equals(Optional.of(than)) ? lastOfOthers : last) > behind;
    }
  }

  private QueueScan(Map<String, Integer> partitions, Consumer<byte[], byte[]> consumer) {
    this.partitions = Map.copyOf(partitions);
    this.consumer = consumer;
  }

  /**
   * Connects when it is first asked.
   *
   * @param client Kafka client settings
   * @param partitions of each topic of submissions; where there are several, records of others are
   *     served beside the one that was asked about, and nobody knows
   */
  static QueueScan of(Map<String, String> client, Map<String, Integer> partitions) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, MOST_FETCHED);
    settings.put(ConsumerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    return new QueueScan(
        partitions,
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
  }

  @Override
  public boolean othersBehind(IntakeRecord record, String user) throws InterruptedException {
    if (partitions.getOrDefault(record.topic(), 0) != 1
        || Lane.laterThan(record.topic()).isEmpty()) {
      return true;
    }
    TopicPartition place = new TopicPartition(record.topic(), record.partition());
    synchronized (lock) {
      try {
        return closed || look(place, record.offset(), user);
      } catch (InterruptException interrupted) {
        Thread.interrupted();
        InterruptedException unwrapped = new InterruptedException("while reading ahead");
        unwrapped.initCause(interrupted);
        throw unwrapped;
      } catch (KafkaException failed) {
        LOG.debug("{} cannot be read ahead", place, failed);
        return true;
      }
    }
  }

  private boolean look(TopicPartition place, long behind, String user) {
    Ahead ahead = ahead(place, behind);
    for (int poll = 0; poll < POLLS && !ahead.holdsOthers(user, behind); poll++) {
      // at the end of the queue a request waits at the broker, and what comes is here by itself
      consumer.poll(poll == 0 ? Duration.ZERO : POLL).forEach(this::note);
      if (isAtEnd(place)) {
        return ahead.holdsOthers(user, behind);
      }
    }
    return true;
  }

  /** From the record on, or from where it was read to before. */
  private Ahead ahead(TopicPartition place, long behind) {
    Ahead known = scanned.get(place);
    if (known == null) {
      known = new Ahead();
      scanned.put(place, known);
      consumer.assign(List.copyOf(scanned.keySet()));
    }
    if (known.next <= behind) {
      known.next = behind + 1;
      consumer.seek(place, known.next);
    }
    return known;
  }

  private boolean isAtEnd(TopicPartition place) {
    OptionalLong lag = consumer.currentLag(place);
    return lag.isPresent() && lag.getAsLong() == 0;
  }

  private void note(ConsumerRecord<byte[], byte[]> record) {
    Ahead ahead = scanned.get(new TopicPartition(record.topic(), record.partition()));
    if (ahead == null || record.offset() < ahead.next) {
      return;
    }
    ahead.next = record.offset() + 1;
    if (record.value() != null) {
      try {
        ahead.see(user(record.value()), record.offset());
      } catch (IOException unusable) {
        LOG.trace("{}@{} takes no slot", record.topic(), record.offset(), unusable);
      }
    }
  }

  /** Whose it is, if anybody's; without reading the rest. */
  static Optional<String> user(byte[] submission) throws IOException {
    try (JsonParser parser = JSON.createParser(submission)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("No object");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean isUser = parser.currentName().equals(USER);
        JsonToken value = parser.nextToken();
        if (isUser) {
          return value == JsonToken.VALUE_STRING ? Optional.of(parser.getText()) : Optional.empty();
        }
        parser.skipChildren();
      }
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      consumer.close();
    }
  }
}
