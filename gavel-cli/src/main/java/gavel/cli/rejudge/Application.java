package gavel.cli.rejudge;

import gavel.cli.client.TopicReader;
import gavel.cli.client.TopicWriter;
import gavel.cli.program.EnvironmentProblem;
import gavel.cli.rejudge.Row.Fate;
import gavel.model.json.InvalidField;
import gavel.model.json.StrictJson;
import gavel.model.topic.TrialVerdictRecord;
import gavel.model.topic.VerdictRecord;
import gavel.worker.topic.Lane;
import gavel.worker.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Makes verdicts of what a trial says, where nothing newer is there. */
final class Application {
  /** Of a verdict that was applied: by which rejudge. */
  static final String HEADER = "gavel-rejudge";

  private final Map<String, String> client;
  private final Trial trial;
  private final Instant since;

  /** What is older than that cannot have overtaken it. */
  Application(Map<String, String> client, Trial trial, Instant since) {
    this.client = client;
    this.trial = trial;
    this.since = since;
  }

  /** Finds out what of it counts, and what cannot any more. */
  void look() throws EnvironmentProblem {
    trial.rows().forEach(row -> row.became(row.isJudged() ? null : Fate.NOT_JUDGED));
    List<String> verdicts = List.of(Topics.VERDICTS);
    try (TopicReader reader = TopicReader.open(client, verdicts)) {
      reader.since(since, verdicts);
      reader.drain(this::verdict);
    }
    List<String> submissions = Lane.everyTopic();
    try (TopicReader reader = TopicReader.open(client, submissions)) {
      reader.since(since, submissions);
      reader.drain(this::submission);
    }
  }

  /** The first of its generation counts; when that is ours, what is newer came after it. */
  private void verdict(ConsumerRecord<String, byte[]> record) {
    open(record.key())
        .ifPresent(row ->
            SubmissionIndex.readVerdict(record)
                .filter(verdict -> verdict.generation() >= row.generation())
                .ifPresent(verdict -> {
                  boolean ours = verdict.generation() == row.generation() && isOurs(record);
                  row.became(ours ? Fate.APPLIED : Fate.OVERTAKEN);
                }));
  }

  private boolean isOurs(ConsumerRecord<String, byte[]> record) {
    Header by = record.headers().lastHeader(HEADER);
    return by != null && new String(by.value(), StandardCharsets.UTF_8).equals(trial.id());
  }

  /** Whatever its key is: not only Gavel writes submissions. */
  private void submission(ConsumerRecord<String, byte[]> record) {
    SubmissionIndex.read(record)
        .filter(each -> each.trial() == null)
        .ifPresent(each ->
            open(each.id())
                .filter(row -> each.generationOrFirst() >= row.generation())
                .ifPresent(row -> row.became(Fate.OVERTAKEN)));
  }

  private Optional<Row> open(@Nullable String key) {
    return Optional.ofNullable(key).flatMap(trial::row).filter(row -> row.fate().isEmpty());
  }

  /** Writes what is neither there nor overtaken; the bytes that the worker wrote, read again. */
  void write() throws EnvironmentProblem {
    List<String> trials = List.of(Topics.TRIAL_VERDICTS);
    try (TopicReader reader = TopicReader.open(client, trials);
        TopicWriter writer = TopicWriter.open(client)) {
      reader.since(since, trials);
      reader.drain(record -> write(record, writer));
      writer.flush(Topics.VERDICTS);
    }
  }

  private void write(ConsumerRecord<String, byte[]> record, TopicWriter writer)
      throws EnvironmentProblem {
    Optional<Row> row = open(record.key());
    if (row.isEmpty() || record.value() == null) {
      return;
    }
    Optional<VerdictRecord> meant =
        read(record)
            .map(TrialVerdictRecord::verdict)
            .filter(verdict -> row.get().after().equals(Optional.of(Outcome.of(verdict))));
    if (meant.isPresent()) {
      writer.send(
          Topics.VERDICTS,
          row.get().id(),
          StrictJson.write(meant.get()),
          Map.of(HEADER, trial.id()),
          _ -> {});
      row.get().became(Fate.APPLIED);
    }
  }

  private Optional<TrialVerdictRecord> read(ConsumerRecord<String, byte[]> record) {
    try {
      return trial.verdict(record.value());
    } catch (InvalidField _) {
      return Optional.empty();
    }
  }
}
