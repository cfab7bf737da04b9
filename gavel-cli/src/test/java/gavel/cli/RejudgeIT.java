package gavel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import gavel.cli.client.TopicReader;
import gavel.cli.client.TopicWriter;
import gavel.cli.program.DataDirectory;
import gavel.model.json.StrictJson;
import gavel.model.topic.SubmissionRecord;
import gavel.model.topic.VerdictRecord;
import gavel.worker.topic.Topics;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** A problem whose answers were wrong, and what an operator does about it. */
@Tag("kafka")
@Tag("sandbox")
@TestInstance(Lifecycle.PER_CLASS)
class RejudgeIT {
  private Path directory;
  private Process serve;

  @BeforeAll
  void serve(@TempDir Path temporary) throws Exception {
    directory =
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path stderr = directory.resolve("serve.err");
    problem("echo");
    problem("other");
    serve =
        Gavel.start(
            stderr,
            "serve",
            "--slots",
            "1",
            "--data-dir",
            data(),
            "--problems",
            directory.resolve("problems").toString());
    BufferedReader out = serve.inputReader(StandardCharsets.UTF_8);
    assertThat(String.valueOf(out.readLine())).as(Files.readString(stderr)).startsWith("ready ");
  }

  private void problem(String name) throws Exception {
    Path problem = directory.resolve("problems").resolve(name);
    Files.createDirectories(problem.resolve("data/secret"));
    Files.writeString(problem.resolve("data/secret/1.in"), "1\n");
    Files.writeString(problem.resolve("problem.yaml"), "name: One\n");
    Files.writeString(problem.resolve(".timelimit"), "10\n");
    answer(name, "1\n");
  }

  private void answer(String problem, String answer) throws Exception {
    Files.writeString(
        directory.resolve("problems").resolve(problem).resolve("data/secret/1.ans"), answer);
  }

  @AfterAll
  void end() throws Exception {
    serve.toHandle().destroy();
    assertThat(serve.waitFor(60, TimeUnit.SECONDS)).isTrue();
  }

  private String data() {
    return directory.resolve("data").toString();
  }

  private Gavel.Outcome gavel(int exitCode, String... words) throws Exception {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--data-dir", data()));
    Gavel.Outcome outcome = Gavel.run(all.toArray(String[]::new));
    assertThat(outcome.exitCode()).as(outcome.stdout() + outcome.stderr()).isEqualTo(exitCode);
    return outcome;
  }

  private void submit(String problem, String id, String prints) throws Exception {
    Path program = Files.writeString(directory.resolve(id + ".py"), "print(" + prints + ")\n");
    gavel(0, "submit", "--problem", problem, "--id", id, "--wait", program.toString());
  }

  private Map<String, String> cluster() throws Exception {
    return Map.of(
        "bootstrap.servers", new DataDirectory(directory.resolve("data")).runningBroker());
  }

  /** Those of an id, in their order, as "generation:verdict". */
  private List<String> verdicts(String id) throws Exception {
    List<String> verdicts = new ArrayList<>();
    try (TopicReader reader = TopicReader.open(cluster(), List.of(Topics.VERDICTS))) {
      reader.drain(record -> {
        VerdictRecord verdict = StrictJson.read(record.value(), VerdictRecord.class);
        if (verdict.id().equals(id)) {
          verdicts.add(verdict.generation() + ":" + verdict.verdict());
        }
      });
    }
    return verdicts;
  }

  private static String fates(JsonNode report) {
    StringBuilder fates = new StringBuilder();
    report
        .path("submissions")
        .forEach(each ->
            fates
                .append(each.path("id").asText())
                .append('=')
                .append(each.path("fate").asText("-"))
                .append(' '));
    return fates.toString().strip();
  }

  @Test
  void nothingCountsUntilItIsApplied() throws Exception {
    submit("echo", "one", "1");
    submit("echo", "two", "2");
    assertThat(gavel(0, "rejudge", "one", "--json").json().path("changed").asInt()).isZero();
    answer("echo", "2\n");
    Gavel.Outcome listed = gavel(0, "rejudge", "--problem", "echo", "--verdict", "WA", "--list");
    assertThat(listed.stdout()).contains("two", "1 would be judged again").doesNotContain("one");
    JsonNode trial = gavel(1, "rejudge", "--problem", "echo", "--json").json();
    assertThat(trial.path("changed").asInt()).isEqualTo(2);
    assertThat(trial.path("submissions").get(0).path("before").path("verdict").asText())
        .isEqualTo("AC");
    assertThat(trial.path("submissions").get(0).path("after").path("verdict").asText())
        .isEqualTo("WA");
    assertThat(verdicts("one")).containsExactly("0:AC");
    String id = trial.path("rejudge").asText();
    assertThat(gavel(1, "rejudge", "--resume", id).stdout())
        .contains("AC -> WA", "WA -> AC", "2 judged again, 2 changed; nothing is published");
    Gavel.Outcome applied = gavel(0, "rejudge", "--resume", id, "--apply");
    assertThat(applied.stdout()).contains("AC -> WA", "2 changed; 2 applied");
    assertThat(fates(gavel(0, "rejudge", "--resume", id, "--apply", "--json").json()))
        .isEqualTo("one=applied two=applied");
    assertThat(verdicts("one")).containsExactly("0:AC", "1:WA");
    assertThat(verdicts("two")).containsExactly("0:WA", "1:AC");
    overtaken(id);
  }

  /** Two operators, and a submission that comes between looking and applying. */
  private void overtaken(String applied) throws Exception {
    answer("echo", "1\n");
    String mine = gavel(1, "rejudge", "one", "two", "--json").json().path("rejudge").asText();
    JsonNode theirs = gavel(0, "rejudge", "two", "--apply", "--json").json();
    assertThat(fates(theirs)).isEqualTo("two=applied");
    assertThat(fates(gavel(1, "rejudge", "--resume", mine, "--apply", "--json").json()))
        .isEqualTo("one=applied two=overtaken");
    assertThat(fates(gavel(0, "rejudge", "--resume", applied, "--apply", "--json").json()))
        .isEqualTo("one=applied two=applied");
    String last = gavel(0, "rejudge", "one", "--json").json().path("rejudge").asText();
    SubmissionRecord newer =
        new SubmissionRecord(
            1, "one", 3, "nowhere", "python3", "print(1)", null, "a.py", null, null, null, null);
    try (TopicWriter writer = TopicWriter.open(cluster())) {
      writer.send(Topics.SUBMISSIONS, "one", StrictJson.write(newer), Map.of(), _ -> {});
      writer.flush(Topics.SUBMISSIONS);
    }
    Gavel.Outcome late = gavel(1, "rejudge", "--resume", last, "--apply");
    assertThat(late.stderr()).contains("one is not applied: something newer of it is there");
    assertThat(verdicts("one")).containsExactly("0:AC", "1:WA", "2:AC");
    assertThat(verdicts("two")).containsExactly("0:WA", "1:AC", "2:WA");
  }

  @Test
  void whatCannotBeJudgedIsToldAndNotApplied() throws Exception {
    submit("other", "orphan", "1");
    Path away = directory.resolve("away");
    Files.move(directory.resolve("problems/other"), away);
    JsonNode trial = gavel(1, "rejudge", "orphan", "--apply", "--json").json();
    assertThat(fates(trial)).isEqualTo("orphan=not_judged");
    assertThat(trial.path("submissions").get(0).path("not_judged").asText())
        .contains("There is no problem");
    assertThat(verdicts("orphan")).containsExactly("0:AC");
  }

  /** Interrupted while nothing of it is judged; and then nobody wants it any more. */
  @Test
  void whatIsGivenUpIsAsIfItHadNeverBeen() throws Exception {
    problem("spin");
    Files.writeString(directory.resolve("problems/spin/.timelimit"), "100\n");
    Path input = directory.resolve("problems/spin/data/secret/1.in");
    Path program =
        Files.writeString(
            directory.resolve("spin.py"), "while input() != '1':\n  while 1: pass\nprint(1)\n");
    for (String id : List.of("spin-1", "spin-2")) {
      gavel(0, "submit", "--problem", "spin", "--id", id, "--wait", program.toString());
    }
    Files.writeString(input, "2\n");
    String id = interrupted(2, "rejudge", "--problem", "spin", "--data-dir", data());
    Gavel.Outcome open = gavel(ExitCode.ENVIRONMENT, "rejudge", "--resume", id, "--timeout", "1s");
    assertThat(open.stderr()).contains("no answer to 2 of " + id);
    gavel(0, "cancel", id, "--message", "a slip");
    JsonNode report = gavel(1, "rejudge", "--resume", id, "--apply", "--json").json();
    assertThat(fates(report)).isEqualTo("spin-1=not_judged spin-2=not_judged");
    assertThat(report.path("submissions"))
        .allMatch(each -> each.path("not_judged").asText().equals("Cancelled: a slip"));
    assertThat(verdicts("spin-1")).containsExactly("0:AC");
    Files.writeString(input, "1\n");
    Gavel.Outcome anew = gavel(0, "rejudge", "--problem", "spin", "--apply", "--json");
    assertThat(fates(anew.json())).isEqualTo("spin-1=applied spin-2=applied");
    assertThat(verdicts("spin-1")).containsExactly("0:AC", "1:AC");
  }

  /** The id of a rejudge that was interrupted when all of it was queued. */
  private String interrupted(int queued, String... words) throws Exception {
    Path stderr = directory.resolve("interrupted.err");
    Process rejudge = Gavel.start(stderr, words);
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> gavel(0, "queue", "--json").json().path("queued").asInt() == queued);
    // not SIGINT, which is ignored by all that a build in the background starts
    rejudge.toHandle().destroy();
    assertThat(rejudge.waitFor()).isEqualTo(143);
    String said = Files.readString(stderr);
    String id = said.replaceAll("(?s).*submissions as (rejudge-\\S+).*", "$1");
    assertThat(said.lines().toList().getLast())
        .isEqualTo(
            "gavel: interrupted: what is queued is judged all the same, and nothing of it counts;"
                + " `gavel rejudge --resume "
                + id
                + "` goes on, `gavel cancel "
                + id
                + "` ends it");
    return id;
  }

  @Test
  void misuseIsTold() throws Exception {
    assertThat(gavel(ExitCode.USAGE, "rejudge").stderr()).contains("Say which submissions");
    assertThat(gavel(ExitCode.USAGE, "rejudge", "--since", "soon").stderr())
        .contains("'soon' is not a time");
    assertThat(gavel(ExitCode.USAGE, "rejudge", "--resume", "x", "--problem", "p").stderr())
        .contains("--resume is of a rejudge");
    assertThat(gavel(ExitCode.ENVIRONMENT, "rejudge", "--resume", "rejudge-none").stderr())
        .contains("Nothing was queued for rejudge-none");
    assertThat(gavel(0, "rejudge", "nobody").stderr()).contains("nothing to judge again");
  }
}
