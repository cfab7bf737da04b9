package gavel.cli.rejudge;

import gavel.cli.client.TopicReader;
import gavel.cli.client.TopicWriter;
import gavel.cli.program.EnvironmentProblem;
import gavel.cli.rejudge.SubmissionIndex.Chosen;
import gavel.model.json.StrictJson;
import gavel.model.topic.SubmissionRecord;
import gavel.worker.topic.Lane;
import gavel.worker.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Judges submissions again as a trial, and applies what came of it. For one thread. */
public final class Rejudge {
  /** The clocks of brokers and of those who submit may differ by so much. */
  private static final Duration SKEW = Duration.ofHours(1);

  private static final Duration POLL = Duration.ofMillis(500);
  private static final String QUEUE = Lane.REJUDGE.topic();

  private final Map<String, String> client;

  /** Talks to a cluster with these settings of Kafka's clients. */
  public Rejudge(Map<String, String> client) {
    this.client = Map.copyOf(client);
  }

  /**
   * What is meant by some criteria.
   *
   * @param withoutVerdict how many submissions are meant as well but have no verdict
   */
  public record Choice(List<Chosen> chosen, long withoutVerdict) {
    /** Copies the list. */
    public Choice {
      chosen = List.copyOf(chosen);
    }

    /** The submissions, in the order in which they came. */
    public List<Row> rows() {
      return chosen.stream().map(Chosen::row).toList();
    }
  }

  /** Looks through all submissions that are kept. */
  public Choice choose(Criteria criteria) throws EnvironmentProblem {
    SubmissionIndex index = new SubmissionIndex(criteria);
    try (TopicReader submissions = TopicReader.open(client, Lane.everyTopic())) {
      submissions.drain(index::submission);
    }
    Optional<Instant> earliest = index.earliest();
    if (earliest.isPresent()) {
      List<String> verdicts = List.of(Topics.VERDICTS);
      try (TopicReader reader = TopicReader.open(client, verdicts)) {
        reader.since(earliest.get().minus(SKEW), verdicts);
        reader.drain(index::verdict);
      }
    }
    return new Choice(index.chosen(), index.withoutVerdict());
  }

  /**
   * Queues them once more; their rows then know where. What was queued before a failure stays
   * queued and can be seen with {@link #find}.
   */
  public Trial start(String id, Choice choice) throws EnvironmentProblem {
    Trial trial = new Trial(id, choice.rows());
    Map<Place, Row> sources = new HashMap<>();
    Map<String, long[]> ranges = new LinkedHashMap<>();
    for (Chosen each : choice.chosen()) {
      Place place = each.source();
      sources.put(place, each.row());
      long[] range =
          ranges.computeIfAbsent(
              place.topic() + '-' + place.partition(), _ -> new long[] {place.offset()});
      range[0] = Math.min(range[0], place.offset());
    }
    List<String> topics = sources.keySet().stream().map(Place::topic).distinct().sorted().toList();
    if (topics.isEmpty()) {
      return trial;
    }
    try (TopicReader reader = TopicReader.open(client, topics);
        TopicWriter writer = TopicWriter.open(client)) {
      sources.keySet().stream()
          .map(place -> new Place(place.topic(), place.partition(), 0))
          .distinct()
          .forEach(place ->
              reader.seek(
                  place.topic(),
                  place.partition(),
                  ranges.getOrDefault(place.topic() + '-' + place.partition(), new long[1])[0]));
      reader.drain(record -> queue(record, sources, trial, writer));
      writer.flush(QUEUE);
    }
    return trial;
  }

  private static void queue(
      ConsumerRecord<String, byte[]> record,
      Map<Place, Row> sources,
      Trial trial,
      TopicWriter writer)
      throws EnvironmentProblem {
    Row row = sources.remove(Place.of(record));
    Optional<SubmissionRecord> source =
        row == null ? Optional.empty() : SubmissionIndex.read(record);
    if (row != null && source.isPresent()) {
      SubmissionRecord again =
          source
              .get()
              .again(row.generation(), trial.id(), Instant.ofEpochMilli(record.timestamp()));
      writer.send(
          QUEUE,
          row.id(),
          StrictJson.write(again),
          Map.of(),
          place -> row.queuedAt(new Place(place.topic(), place.partition(), place.offset())));
    }
  }

  /**
   * What was queued for a rejudge, with the verdicts that stood before it.
   *
   * @throws EnvironmentProblem when nothing was
   */
  public Trial find(String id) throws EnvironmentProblem {
    Map<String, Row> rows = new LinkedHashMap<>();
    List<Instant> submitted = new ArrayList<>();
    try (TopicReader reader = TopicReader.open(client, List.of(QUEUE))) {
      reader.drain(record ->
          SubmissionIndex.read(record)
              .filter(submission -> id.equals(submission.trial()))
              .ifPresent(submission -> {
                Row row = rows.computeIfAbsent(submission.id(), _ -> row(submission));
                row.queuedAt(Place.of(record));
                Instant came = submission.submittedAt();
                submitted.add(came == null ? Instant.ofEpochMilli(record.timestamp()) : came);
              }));
    }
    if (rows.isEmpty()) {
      throw new EnvironmentProblem(
          "Nothing was queued for "
              + id
              + " in the last "
              + Topics.SUBMISSIONS_KEPT.toDays()
              + " days; `gavel rejudge` says an id when it queues");
    }
    Instant earliest = submitted.stream().min(Instant::compareTo).orElse(Instant.EPOCH);
    List<String> verdicts = List.of(Topics.VERDICTS);
    try (TopicReader reader = TopicReader.open(client, verdicts)) {
      reader.since(earliest.minus(SKEW), verdicts);
      reader.drain(record -> {
        Row row = record.key() == null ? null : rows.get(record.key());
        if (row != null) {
          SubmissionIndex.readVerdict(record).map(Outcome::of).ifPresent(row::stood);
        }
      });
    }
    return new Trial(id, List.copyOf(rows.values()));
  }

  private static Row row(SubmissionRecord submission) {
    return new Row(
        submission.id(),
        submission.generationOrFirst(),
        submission.problem(),
        submission.language());
  }

  /**
   * Waits until the workers are done with all of it.
   *
   * @param done is told of each that is done
   * @return false when that takes too long; what came until then is known
   */
  public boolean await(Trial trial, Duration patience, Consumer<Row> done)
      throws EnvironmentProblem {
    long deadline = System.nanoTime() + patience.toNanos();
    List<String> letters = List.of(Topics.DEAD_LETTERS);
    try (TopicReader reader =
        TopicReader.open(client, List.of(Topics.TRIAL_VERDICTS, Topics.DEAD_LETTERS))) {
      reader.since(trial.begun().minus(SKEW), letters);
      reader.since(trial.begun().minus(SKEW), List.of(Topics.TRIAL_VERDICTS));
      reader.drain(record -> trial.take(record, done));
      while (!trial.isDone() && System.nanoTime() - deadline < 0) {
        reader.poll(POLL, record -> trial.take(record, done));
      }
    }
    return trial.isDone();
  }

  /**
   * Writes what the trial says to the topic of verdicts, but for what has been overtaken, and then
   * looks what stands there. Where it was begun before, it goes on.
   */
  public void apply(Trial trial) throws EnvironmentProblem {
    Application application = new Application(client, trial, trial.begun().minus(SKEW));
    application.look();
    application.write();
    application.look();
  }
}
