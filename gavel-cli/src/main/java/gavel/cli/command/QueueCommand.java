package gavel.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gavel.cli.ExitCode;
import gavel.cli.client.QueueView;
import gavel.cli.client.QueueView.Line;
import gavel.cli.client.TopicReader;
import gavel.cli.program.EnvironmentProblem;
import gavel.cli.view.JsonTables;
import gavel.model.json.InvalidField;
import gavel.model.json.StrictJson;
import gavel.model.topic.DeadLetterRecord;
import gavel.model.topic.NewerSchema;
import gavel.model.topic.SubmissionRecord;
import gavel.model.topic.VerdictRecord;
import gavel.worker.intake.IntakeRecord;
import gavel.worker.topic.Lane;
import gavel.worker.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How long the queue is, and where in it a submission stands. */
@Command(
    name = "queue",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Shows what waits in each lane, the most urgent first, those in work included; or what"
          + " stands before submissions.",
      "Lanes share the slots, so that more urgent ones come in between."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:the queue is told",
      "1:a submission that was asked for does not wait",
      "2:the command line cannot be used",
      "3:the cluster cannot be used"
    },
    footerHeading = "Examples:%n",
    footer = {"  gavel queue", "  gavel queue 6f1c0b52-… --json"})
public final class QueueCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration SKEW = Duration.ofMinutes(1);
  private static final Duration POLL = Duration.ofMillis(200);

  @Parameters(arity = "0..*", paramLabel = "ID", description = "The ids of submissions.")
  private List<String> ids = List.of();

  @Option(
      names = "--group",
      paramLabel = "NAME",
      defaultValue = Topics.WORKERS,
      description = "kafka.group of the workers (default: ${DEFAULT-VALUE}).")
  private String group = Topics.WORKERS;

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Option(names = "--json", description = "Print one JSON object and nothing else.")
  private boolean json;

  @Override
  public Integer call() throws EnvironmentProblem, InterruptedException {
    Map<String, String> client = cluster.client();
    List<Line> lines;
    try (QueueView view = QueueView.open(client, group)) {
      lines = view.lines();
    }
    ObjectNode report = StrictJson.object();
    report.put("queued", lines.stream().mapToLong(Line::open).sum());
    if (ids.isEmpty()) {
      lanes(client, lines, report.putArray("lanes"));
    } else {
      submissions(client, lines, report.putArray("submissions"));
    }
    System.out.println(json ? StrictJson.writePretty(report) : JsonTables.text(report));
    boolean allWait = ids.isEmpty() || report.path("submissions").size() == Set.copyOf(ids).size();
    return allWait ? ExitCode.OK : ExitCode.UNEXPECTED;
  }

  private static void lanes(Map<String, String> client, List<Line> lines, ArrayNode report)
      throws EnvironmentProblem {
    for (Line line : lines) {
      ObjectNode lane =
          report
              .addObject()
              .put("lane", Lane.of(line.topic()).map(Lane::label).orElse(""))
              .put("topic", line.topic())
              .put("queued", line.open());
      if (line.open() > 0) {
        oldest(client, line).ifPresent(since -> lane.put("oldest_since", since.toString()));
      }
    }
  }

  private static Optional<Instant> oldest(Map<String, String> client, Line line)
      throws EnvironmentProblem {
    List<Instant> found = new ArrayList<>();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try (TopicReader reader = TopicReader.open(client, List.of(line.topic()))) {
      reader.seek(line.topic(), line.partition(), line.first());
      while (found.isEmpty() && System.nanoTime() - deadline < 0) {
        reader.poll(
            POLL,
            record -> {
              if (found.isEmpty() && record.partition() == line.partition()) {
                found.add(since(record));
              }
            });
      }
    }
    return found.stream().findFirst();
  }

  /** What was put off waits since it was first there. */
  private static Instant since(ConsumerRecord<String, byte[]> record) {
    Header first = record.headers().lastHeader(IntakeRecord.SINCE);
    try {
      return Instant.ofEpochMilli(
          first == null
              ? record.timestamp()
              : Long.parseLong(new String(first.value(), StandardCharsets.US_ASCII)));
    } catch (NumberFormatException _) {
      return Instant.ofEpochMilli(record.timestamp());
    }
  }

  /** The last place of each: what was put off stands in a second one. */
  private void submissions(Map<String, String> client, List<Line> lines, ArrayNode report)
      throws EnvironmentProblem {
    Map<String, Waiting> waiting = waiting(client, lines);
    Optional<Instant> earliest =
        waiting.values().stream().map(Waiting::since).min(Instant::compareTo);
    if (earliest.isPresent()) {
      List<String> answers = List.of(Topics.VERDICTS, Topics.DEAD_LETTERS);
      try (TopicReader reader = TopicReader.open(client, answers)) {
        reader.since(earliest.get().minus(SKEW), answers);
        reader.drain(record -> answered(record, waiting));
      }
    }
    for (String id : ids) {
      Waiting found = waiting.get(id);
      if (found == null) {
        System.err.println(
            "gavel: " + id + " does not wait: it is judged or given up, or was never submitted");
      } else {
        report
            .addObject()
            .put("id", id)
            .put("topic", found.topic())
            .put("since", found.since().toString())
            .put("before", found.before());
      }
    }
  }

  private record Waiting(
      String topic, int partition, long offset, int generation, Instant since, long before) {}

  private Map<String, Waiting> waiting(Map<String, String> client, List<Line> lines)
      throws EnvironmentProblem {
    Map<String, Line> open = new LinkedHashMap<>();
    lines.stream()
        .filter(line -> line.open() > 0)
        .forEach(line -> open.put(line.topic() + '-' + line.partition(), line));
    Map<String, Waiting> waiting = new LinkedHashMap<>();
    List<String> topics = open.values().stream().map(Line::topic).distinct().toList();
    if (topics.isEmpty()) {
      return waiting;
    }
    try (TopicReader reader = TopicReader.open(client, topics)) {
      reader.toEnd();
      open.values().forEach(line -> reader.seek(line.topic(), line.partition(), line.first()));
      reader.drain(record -> {
        Line line = open.get(record.topic() + '-' + record.partition());
        if (line != null && record.key() != null && ids.contains(record.key())) {
          note(record, line, waiting);
        }
      });
    }
    return waiting;
  }

  private static void note(
      ConsumerRecord<String, byte[]> record, Line line, Map<String, Waiting> waiting) {
    OptionalLong before = line.before(record.offset());
    if (before.isPresent() && record.value() != null) {
      try {
        SubmissionRecord submission = SubmissionRecord.read(record.value());
        waiting.put(
            submission.id(),
            new Waiting(
                record.topic(),
                record.partition(),
                record.offset(),
                submission.generationOrFirst(),
                since(record),
                before.getAsLong()));
      } catch (InvalidField | NewerSchema _) {
        // it will be buried, and does not wait for a verdict
        return;
      }
    }
  }

  /** Behind one that takes long, others are done; brokers do not say which. */
  private static void answered(
      ConsumerRecord<String, byte[]> record, Map<String, Waiting> waiting) {
    if (record.value() == null) {
      return;
    }
    try {
      if (record.topic().equals(Topics.VERDICTS)) {
        VerdictRecord verdict = StrictJson.read(record.value(), VerdictRecord.class);
        waiting.computeIfPresent(
            verdict.id(), (_, found) -> found.generation() == verdict.generation() ? null : found);
      } else {
        DeadLetterRecord letter = StrictJson.read(record.value(), DeadLetterRecord.class);
        waiting
            .values()
            .removeIf(found ->
                found.topic().equals(letter.topic())
                    && found.partition() == letter.partition()
                    && found.offset() == letter.offset());
      }
    } catch (InvalidField _) {
      // of a newer Gavel: then it is said to wait until the brokers say that it does not
      return;
    }
  }
}
