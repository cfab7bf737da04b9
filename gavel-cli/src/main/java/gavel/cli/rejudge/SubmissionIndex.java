package gavel.cli.rejudge;

import gavel.model.json.InvalidField;
import gavel.model.json.StrictJson;
import gavel.model.topic.NewerSchema;
import gavel.model.topic.SubmissionRecord;
import gavel.model.topic.VerdictRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What there is to choose from: where submissions stand, without their sources, and which verdict
 * stands for them. First all submissions are noted, then the verdicts. Takes a few hundred bytes
 * for each submission.
 */
final class SubmissionIndex {
  private final Criteria criteria;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Map<String, String> names = new HashMap<>();
  private Instant earliest = Instant.MAX;

  private static final class Entry {
    /** By the hash of the content: the same id may have been used for several. */
    private final Map<String, Found> found = new HashMap<>(2);

    private int highest = -1;
    private @Nullable Outcome standing;
  }

  private record Found(Place place, String problem, String language) {}

  /** One that is to be judged again, as a row of the rejudge, and where its source stands. */
  record Chosen(Place source, Row row) {}

  SubmissionIndex(Criteria criteria) {
    this.criteria = criteria;
  }

  /**
   * A record of a topic of submissions. The trials of other rejudges have the sources, too, and may
   * outlive what they are of; their generations count only when they were applied.
   */
  void submission(ConsumerRecord<String, byte[]> record) {
    Optional<SubmissionRecord> read = read(record);
    if (read.isEmpty()) {
      return;
    }
    SubmissionRecord submission = read.get();
    Instant came = Instant.ofEpochMilli(record.timestamp());
    Instant submitted = submission.submittedAt() == null ? came : submission.submittedAt();
    Entry entry = entries.computeIfAbsent(submission.id(), _ -> new Entry());
    if (submission.trial() == null) {
      entry.highest = Math.max(entry.highest, submission.generationOrFirst());
    }
    if (!criteria.concerns(submission, submitted)) {
      return;
    }
    entry.found.putIfAbsent(
        submission.contentHash(),
        new Found(Place.of(record), once(submission.problem()), once(submission.language())));
    Instant first = submitted.isBefore(came) ? submitted : came;
    earliest = first.isBefore(earliest) ? first : earliest;
  }

  /** What cannot be read was buried by a worker. */
  static Optional<SubmissionRecord> read(ConsumerRecord<String, byte[]> record) {
    try {
      return Optional.ofNullable(record.value()).map(SubmissionRecord::read);
    } catch (InvalidField | NewerSchema _) {
      return Optional.empty();
    }
  }

  /** What is no verdict, or one of a newer Gavel, says nothing here. */
  static Optional<VerdictRecord> readVerdict(ConsumerRecord<String, byte[]> record) {
    try {
      return Optional.ofNullable(record.value())
          .map(value -> StrictJson.read(value, VerdictRecord.class));
    } catch (InvalidField _) {
      return Optional.empty();
    }
  }

  private String once(String name) {
    return names.computeIfAbsent(name, same -> same);
  }

  /** No verdict that matters is older; nothing where no submission is meant. */
  Optional<Instant> earliest() {
    return entries.values().stream().allMatch(entry -> entry.found.isEmpty())
        ? Optional.empty()
        : Optional.of(earliest);
  }

  /** A record of the topic of verdicts. */
  void verdict(ConsumerRecord<String, byte[]> record) {
    Entry entry = record.key() == null ? null : entries.get(record.key());
    if (entry != null && !entry.found.isEmpty()) {
      readVerdict(record)
          .ifPresent(verdict -> {
            entry.highest = Math.max(entry.highest, verdict.generation());
            if (entry.standing == null || entry.standing.generation() < verdict.generation()) {
              entry.standing = Outcome.of(verdict);
            }
          });
    }
  }

  /** Those that are meant and have a verdict, in the order in which they came. */
  List<Chosen> chosen() {
    List<Chosen> chosen = new ArrayList<>();
    entries.forEach((id, entry) -> {
      Outcome standing = entry.standing;
      if (standing != null && criteria.concerns(standing)) {
        Found source = entry.found.get(standing.contentHash());
        if (source != null) {
          chosen.add(chosen(id, entry, source, standing));
        }
      }
    });
    return chosen;
  }

  private static Chosen chosen(String id, Entry entry, Found source, Outcome standing) {
    Row row = new Row(id, entry.highest + 1, source.problem(), source.language());
    row.stood(standing);
    return new Chosen(source.place(), row);
  }

  /** How many are meant but have no verdict yet, or never will. */
  long withoutVerdict() {
    return entries.values().stream()
        .filter(entry -> !entry.found.isEmpty() && entry.standing == null)
        .count();
  }
}
