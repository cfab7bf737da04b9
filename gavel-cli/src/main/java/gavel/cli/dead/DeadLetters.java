package gavel.cli.dead;

import gavel.cli.client.TopicReader;
import gavel.cli.client.TopicWriter;
import gavel.cli.program.EnvironmentProblem;
import gavel.model.json.InvalidField;
import gavel.model.json.StrictJson;
import gavel.model.topic.DeadLetterRecord;
import gavel.worker.topic.Lane;
import gavel.worker.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The dead letters of a cluster. What they quote is not kept in memory. */
public final class DeadLetters {
  /** A verdict of a letter's submission may be as old as the oldest record of a submission. */
  private static final Duration SUBMISSIONS_ARE_KEPT = Duration.ofDays(31);

  private static final String LATER = ".later";
  private final Map<String, String> client;
  private final Clock clock;

  /**
   * Does not connect yet.
   *
   * @param client settings of Kafka's clients
   */
  public DeadLetters(Map<String, String> client, Clock clock) {
    this.client = Map.copyOf(client);
    this.clock = clock;
  }

  /**
   * A letter and what has become of it.
   *
   * @param retried whether it was queued again before
   * @param hindrance why it is not queued again
   */
  public record Examined(Letter letter, boolean retried, Optional<String> hindrance) {}

  /** Those that are meant, the oldest first. */
  public List<Examined> find(LetterCriteria criteria) throws EnvironmentProblem {
    List<Letter> letters = new ArrayList<>();
    read((record, letter) -> {
      Letter found = Letter.of(record.partition(), record.offset(), letter);
      if (criteria.concerns(found)) {
        letters.add(found);
      }
    });
    Optional<Instant> first = letters.stream().map(Letter::deadAt).min(Instant::compareTo);
    Chances chances = new Chances();
    if (first.isPresent()) {
      letters.forEach(chances::concerns);
      look(chances, first.get());
    }
    Instant now = clock.instant();
    return letters.stream()
        .map(letter ->
            new Examined(
                letter,
                chances.isRetried(letter),
                chances.hindrance(letter, now).or(() -> criteria.hindrance(letter))))
        .toList();
  }

  private void look(Chances chances, Instant first) throws EnvironmentProblem {
    List<String> submissions = Lane.everyTopic();
    try (TopicReader reader = TopicReader.open(client, submissions)) {
      reader.since(first, submissions);
      reader.drain(chances::submission);
    }
    List<String> verdicts = List.of(Topics.VERDICTS);
    try (TopicReader reader = TopicReader.open(client, verdicts)) {
      reader.since(first.minus(SUBMISSIONS_ARE_KEPT), verdicts);
      reader.drain(chances::verdict);
    }
  }

  /** Queues those again that nothing hinders: on the lanes that they came from. */
  public void retry(List<Examined> letters) throws EnvironmentProblem {
    Map<String, Letter> chosen = new HashMap<>();
    letters.stream()
        .filter(each -> each.hindrance().isEmpty())
        .map(Examined::letter)
        .forEach(letter -> chosen.put(place(letter.partition(), letter.offset()), letter));
    if (chosen.isEmpty()) {
      return;
    }
    try (TopicWriter writer = TopicWriter.open(client)) {
      read((record, letter) -> {
        Letter wanted = chosen.get(place(record.partition(), record.offset()));
        Optional<byte[]> value = Letter.value(letter);
        if (wanted != null && value.isPresent()) {
          writer.send(
              lane(wanted.topic()),
              key(letter, wanted),
              value.get(),
              Map.of(Chances.RETRY_OF, wanted.origin()),
              _ -> {});
        }
      });
      writer.flush(Topics.SUBMISSIONS);
    }
  }

  private static String place(int partition, long offset) {
    return partition + "@" + offset;
  }

  /** What was put off is put off anew where that is due. */
  private static String lane(String topic) {
    return topic.endsWith(LATER) ? topic.substring(0, topic.length() - LATER.length()) : topic;
  }

  private static String key(DeadLetterRecord letter, Letter wanted) {
    return Letter.decoded(letter.keyBase64())
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .orElse(wanted.id());
  }

  /** Takes one letter. */
  @FunctionalInterface
  private interface Sink {
    void take(ConsumerRecord<String, byte[]> record, DeadLetterRecord letter)
        throws EnvironmentProblem;
  }

  private void read(Sink sink) throws EnvironmentProblem {
    try (TopicReader reader = TopicReader.open(client, List.of(Topics.DEAD_LETTERS))) {
      reader.drain(record -> {
        Optional<DeadLetterRecord> letter = letter(record);
        if (letter.isPresent()) {
          sink.take(record, letter.get());
        }
      });
    }
  }

  private static Optional<DeadLetterRecord> letter(ConsumerRecord<String, byte[]> record) {
    try {
      return Optional.ofNullable(record.value())
          .map(value -> StrictJson.read(value, DeadLetterRecord.class));
    } catch (InvalidField unreadable) {
      System.err.println(
          "gavel: passing over "
              + record.topic()
              + "-"
              + record.partition()
              + "@"
              + record.offset()
              + ", which a newer Gavel may read: "
              + unreadable.field()
              + " "
              + unreadable.getMessage());
      return Optional.empty();
    }
  }
}
