package gavel.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gavel.cli.ExitCode;
import gavel.cli.client.TopicReader;
import gavel.cli.dead.DeadLetters;
import gavel.cli.dead.DeadLetters.Examined;
import gavel.cli.dead.LetterCriteria;
import gavel.cli.program.EnvironmentProblem;
import gavel.cli.view.TextTable;
import gavel.model.json.InvalidField;
import gavel.model.json.StrictJson;
import gavel.model.topic.VerdictRecord;
import gavel.worker.topic.Topics;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verdicts that count for submissions. */
@Command(
    name = "verdicts",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Shows the verdict that counts for each submission: that of its last generation, and of"
          + " several for the same generation the first.",
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:all of them have a verdict",
      "1:one of them has none (yet)",
      "2:the command line cannot be used",
      "3:the cluster cannot be used"
    },
    footerHeading = "Examples:%n",
    footer = {"  gavel verdicts 6f1c0b52-…", "  gavel verdicts 6f1c0b52-… --history --json"})
public final class VerdictsCommand implements Callable<Integer> {
  @Parameters(arity = "1..*", paramLabel = "ID", description = "The ids of the submissions.")
  private List<String> ids = List.of();

  @Option(names = "--history", description = "Show the generations before the last one, too.")
  private boolean history;

  @Option(
      names = "--since",
      paramLabel = "T",
      converter = TimeConverter.class,
      description =
          "Leave out what is older, which takes time where there are many verdicts:"
              + " 2026-05-01T12:00:00Z, 2026-05-01 (UTC), or 90min, 2h, 3d ago.")
  private @Nullable Instant since;

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Option(names = "--json", description = "Print one JSON object and nothing else.")
  private boolean json;

  @Override
  public Integer call() throws EnvironmentProblem {
    Map<String, String> client = cluster.client();
    Set<String> wanted = new LinkedHashSet<>(ids);
    Map<String, NavigableMap<Integer, VerdictRecord>> found = find(client, wanted);
    List<VerdictRecord> shown = new ArrayList<>();
    for (String id : wanted) {
      NavigableMap<Integer, VerdictRecord> generations = found.getOrDefault(id, new TreeMap<>());
      Collection<VerdictRecord> all = generations.descendingMap().values();
      all.stream().limit(history ? Integer.MAX_VALUE : 1).forEach(shown::add);
    }
    List<String> without = wanted.stream().filter(id -> !found.containsKey(id)).toList();
    print(shown, without);
    if (!without.isEmpty()) {
      explain(client, without);
    }
    return without.isEmpty() ? ExitCode.OK : ExitCode.UNEXPECTED;
  }

  private Map<String, NavigableMap<Integer, VerdictRecord>> find(
      Map<String, String> client, Set<String> wanted) throws EnvironmentProblem {
    Map<String, NavigableMap<Integer, VerdictRecord>> found = new LinkedHashMap<>();
    List<String> topics = List.of(Topics.VERDICTS);
    try (TopicReader reader = TopicReader.open(client, topics)) {
      if (since != null) {
        reader.since(since, topics);
      }
      reader.drain(record -> {
        if (record.value() != null && wanted.contains(record.key())) {
          note(record, found);
        }
      });
    }
    return found;
  }

  private static void note(
      ConsumerRecord<String, byte[]> record,
      Map<String, NavigableMap<Integer, VerdictRecord>> found) {
    try {
      VerdictRecord verdict = StrictJson.read(record.value(), VerdictRecord.class);
      found
          .computeIfAbsent(verdict.id(), _ -> new TreeMap<>())
          .putIfAbsent(verdict.generation(), verdict);
    } catch (InvalidField unreadable) {
      System.err.println(
          "gavel: passing over a verdict of "
              + record.key()
              + ", which a newer Gavel may read: "
              + unreadable.field()
              + " "
              + unreadable.getMessage());
    }
  }

  private void print(List<VerdictRecord> shown, List<String> without) {
    if (json) {
      ObjectNode report = StrictJson.object();
      ArrayNode verdicts = report.putArray("verdicts");
      shown.forEach(verdict -> verdicts.add(StrictJson.tree(verdict)));
      ArrayNode none = report.putArray("without");
      without.forEach(none::add);
      System.out.println(StrictJson.writePretty(report));
    } else if (!shown.isEmpty()) {
      TextTable table =
          new TextTable(
              "submission",
              "generation",
              "verdict",
              "score",
              "cpu ms",
              "problem",
              "language",
              "judged at");
      for (VerdictRecord each : shown) {
        table.row(
            each.id(),
            Integer.toString(each.generation()),
            each.verdict(),
            each.score() == null ? "" : each.score().toString(),
            Long.toString(each.cpuTime().toMillis()),
            each.problem(),
            each.language(),
            each.judgedAt().toString());
      }
      System.out.println(table);
    }
  }

  private static void explain(Map<String, String> client, List<String> without)
      throws EnvironmentProblem {
    DeadLetters letters = new DeadLetters(client, Clock.systemUTC());
    Map<String, Examined> dead = new LinkedHashMap<>();
    letters
        .find(new LetterCriteria(Set.copyOf(without), null, null, null))
        .forEach(each -> dead.put(each.letter().id(), each));
    for (String id : without) {
      Examined letter = dead.get(id);
      System.err.println(
          letter == null || letter.retried()
              ? "gavel: " + id + " has no verdict; `gavel queue " + id + "` tells whether it waits"
              : "gavel: "
                  + id
                  + " has no verdict but a dead letter, "
                  + LetterOptions.word(letter.letter().reason())
                  + ": "
                  + letter.letter().message());
    }
  }
}
