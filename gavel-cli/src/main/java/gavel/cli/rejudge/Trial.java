package gavel.cli.rejudge;

import gavel.model.json.InvalidField;
import gavel.model.json.StrictJson;
import gavel.model.topic.DeadLetterRecord;
import gavel.model.topic.TrialVerdictRecord;
import gavel.worker.topic.Topics;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A rejudge that was queued, and what has come of it. */
public final class Trial {
  private static final String PREFIX = "rejudge-";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int TIME_LENGTH = 15;
  private static final int RANDOM_LENGTH = 6;

  private final String id;
  private final Map<String, Row> rows = new LinkedHashMap<>();
  private int open;

  Trial(String id, List<Row> rows) {
    this.id = id;
    rows.forEach(row -> this.rows.put(row.id(), row));
    this.open = rows.size();
  }

  /** An id that no other rejudge has, such as {@code rejudge-20260501-120000-1a2b3c}. */
  public static String newId(Clock clock) {
    return PREFIX
        + TIME.format(clock.instant())
        + '-'
        + UUID.randomUUID().toString().substring(0, RANDOM_LENGTH);
  }

  /** Its id. */
  public String id() {
    return id;
  }

  /** When it was begun, as its id says; long ago where that says nothing. */
  Instant begun() {
    try {
      return id.length() < PREFIX.length() + TIME_LENGTH
          ? Instant.EPOCH
          : TIME.parse(id.substring(PREFIX.length(), PREFIX.length() + TIME_LENGTH), Instant::from);
    } catch (DateTimeParseException _) {
      return Instant.EPOCH;
    }
  }

  /** The submissions, in the order in which they came. */
  public List<Row> rows() {
    return List.copyOf(rows.values());
  }

  Optional<Row> row(String submission) {
    return Optional.ofNullable(rows.get(submission));
  }

  boolean isDone() {
    return open == 0;
  }

  /** A record of the topics of trials' verdicts or of dead letters. */
  void take(ConsumerRecord<String, byte[]> record, Consumer<Row> done) {
    try {
      if (record.value() == null) {
        return;
      }
      if (record.topic().equals(Topics.TRIAL_VERDICTS)) {
        verdict(record.value())
            .ifPresent(verdict ->
                row(verdict.verdict().id())
                    .ifPresent(
                        row -> note(row, done, () -> row.said(Outcome.of(verdict.verdict())))));
      } else {
        DeadLetterRecord letter = StrictJson.read(record.value(), DeadLetterRecord.class);
        Place origin = new Place(letter.topic(), letter.partition(), letter.offset());
        Optional.ofNullable(letter.submissionId())
            .flatMap(this::row)
            .filter(row -> row.isQueuedAt(origin))
            .ifPresent(row -> note(row, done, () -> row.refused(words(letter))));
      }
    } catch (InvalidField _) {
      // of a newer Gavel: what it says about is waited for in vain, and the timeout says so
      return;
    }
  }

  /** What this rejudge says; nothing in a record of another one. */
  Optional<TrialVerdictRecord> verdict(byte[] value) {
    return Optional.of(TrialVerdictRecord.read(value)).filter(each -> each.trial().equals(id));
  }

  private static String words(DeadLetterRecord letter) {
    return letter.field() == null ? letter.message() : letter.field() + " " + letter.message();
  }

  private void note(Row row, Consumer<Row> done, Runnable what) {
    boolean wasDone = row.isDone();
    what.run();
    if (!wasDone && row.isDone()) {
      open--;
      done.accept(row);
    }
  }
}
